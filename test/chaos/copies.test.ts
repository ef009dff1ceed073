import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Customer, customers } from "../../lib/customers/customer.ts";
import { newId } from "../../lib/ids/id.ts";
import { logger } from "../../lib/log/logger.ts";
import { nouns } from "../../lib/nouns.ts";
import { type Opportunity, opportunities } from "../../lib/opportunities/opportunity.ts";
import { historyPartition } from "../../lib/projections/history.ts";
import { keep } from "../../lib/projections/keep.ts";
import { commit } from "../../lib/table/commit.ts";
import { type Entity, type Item, partitionOf, toCopyItem } from "../../lib/table/entity.ts";
import { query } from "../../lib/table/query.ts";
import { firstVersion, nextVersion, type RecordBase } from "../../lib/table/record.ts";
import { follow } from "../../lib/table/stream.ts";
import { put } from "../../lib/table/write.ts";
import { injectFaults } from "./faults.ts";
import { deliver, STORM } from "./poller.ts";
import { type Random, seeded } from "./random.ts";
import { startTableStream, type TableStream } from "./table-stream.ts";

let stream: TableStream;

beforeAll(async () => {
  vi.spyOn(logger, "error").mockReturnValue();
  stream = await startTableStream();
  injectFaults();
});
afterAll(() => stream.stop());

/** The function's first step; there is no bus here for its second. */
const handler = ({ Records }: DynamoDBStreamEvent) => follow(Records, (changes) => keep(changes, nouns));

const stamp = () => ({ by: "tester", now: new Date() });
const staff = Array.from({ length: 4 }, () => newId("user", new Date()));
const places = Array.from({ length: 2 }, () => newId("department", new Date()));

/** Everything that a copy is made of changes at random, and a record may be deleted in the end. */
function customerFields(random: Random) {
  const maybe = <T>(value: T) => (random.chance(0.6) ? value : undefined);
  return {
    name: `名字 ${random.between(0, 3)}`,
    phone: maybe(`+8613800${random.between(100_000, 999_999)}`),
    email: maybe(`mail${random.between(0, 9)}@example.cn`),
    ownerId: maybe(random.pick(staff)),
    departmentId: maybe(random.pick(places)),
  };
}

function opportunityFields(random: Random) {
  return {
    ownerId: random.pick(staff),
    customerOwnerId: random.chance(0.7) ? random.pick(staff) : undefined,
    collaboratorIds: staff.filter(() => random.chance(0.3)),
    status: random.pick(["executing", "won", "lost"] as const),
  };
}

function newCustomer(random: Random): Customer {
  const first = firstVersion(newId("customer", new Date()), stamp());
  const life = { type: "intended" as const, typeSince: first.createdAt, wins: 0 };
  return { ...first, ...life, number: first.id, kind: "company", ...customerFields(random) };
}

function newOpportunity(random: Random): Opportunity {
  const first = firstVersion(newId("opportunity", new Date()), stamp());
  return opportunities.schema.parse({
    ...first,
    number: first.id,
    name: "O",
    customerId: newId("customer", new Date()),
    customerName: "C",
    lines: [],
    amount: { amount: 0, currency: "CNY" },
    stage: "lead",
    probability: 0,
    probabilitySet: false,
    stages: [],
    winNumber: 0,
    lossNumber: 0,
    startedOn: "2026-01-01",
    ...opportunityFields(random),
  });
}

async function live<R extends RecordBase>(
  entity: Entity<R>,
  record: R,
  fields: () => Partial<R>,
  { between, chance }: Random,
): Promise<R> {
  const claims = () => false;
  await commit({ writes: put(entity, record, undefined, { claims }), result: undefined });
  let current = record;
  for (let step = between(1, 8); step > 0; step -= 1) {
    const next = nextVersion(current, fields(), stamp());
    const ended = step === 1 && chance(0.25) ? { ...next, deletedAt: next.updatedAt } : next;
    await commit({ writes: put(entity, ended, current, { claims }), result: undefined });
    current = ended;
  }
  return current;
}

/** The lives of a few records of both types. */
function lives(random: Random): Promise<{ entity: Entity; record: RecordBase }[]> {
  return Promise.all([
    ...Array.from({ length: 4 }, async () => ({
      entity: customers as unknown as Entity,
      record: await live(customers, newCustomer(random), () => customerFields(random), random),
    })),
    ...Array.from({ length: 4 }, async () => ({
      entity: opportunities as unknown as Entity,
      record: await live(opportunities, newOpportunity(random), () => opportunityFields(random), random),
    })),
  ]);
}

const indexed = ["ownerPk", "listSk", "namePk", "nameSk", "customerPk", "duePk"];

/** The copies that stand: marks of those that are gone are in no index. */
async function copiesOf({ id }: RecordBase): Promise<Item[]> {
  const items = await query({ index: "table", key: id }, { order: "ascending", range: { prefix: "copy#" } });
  return items.filter((item) => indexed.some((key) => item[key] !== undefined));
}

async function expectRight(all: readonly { entity: Entity; record: RecordBase }[]): Promise<void> {
  for (const { entity, record } of all) {
    const due = record.deletedAt === undefined ? (entity.copies?.(record) ?? []) : [];
    const expected = due.map((copy) => JSON.parse(JSON.stringify(toCopyItem(entity, record, copy))));
    const bySk = (a: Item, b: Item) => (String(a.sk) < String(b.sk) ? -1 : 1);
    expect((await copiesOf(record)).map(({ claims, ...item }) => item)).toEqual(
      expected.map(({ claims, ...item }) => item).sort(bySk),
    );
    const history = await query({ index: "table", key: historyPartition(record.id) }, { order: "ascending" });
    expect(history.map(({ version }) => version)).toEqual(
      Array.from({ length: record.version }, (_, index) => index + 1),
    );
  }
}

/** Whose lists show an opportunity. */
async function listedBy(userId: string, { id, status }: Opportunity): Promise<boolean> {
  const key = partitionOf.owner(userId, "opportunity", status);
  const items = await query({ index: "byOwner", key }, { order: "ascending" });
  return items.some((item) => item.id === id);
}

describe("copies are those of the record as it stands, and its history is whole", () => {
  test.each(Array.from({ length: 4 }, (_, index) => index + 1))(
    "whatever is killed, lost, repeated, re-cut or left running (misfortune %i)",
    async (seed) => {
      const random = seeded(seed);
      const all = await lives(random);
      await deliver(await stream.pull(), handler, random, STORM);
      await expectRight(all);
    },
  );

  test.each(Array.from({ length: 4 }, (_, index) => index + 101))(
    "even when records come twice, out of date and in any order, as after a redrive (misfortune %i)",
    async (seed) => {
      const random = seeded(seed);
      const all = await lives(random);
      const records = await stream.pull();
      const twice = shuffled([...records, ...records], random);
      for (let from = 0; from < twice.length; ) {
        const batch = twice.slice(from, from + random.between(1, 9));
        expect(await handler({ Records: batch })).toEqual({ batchItemFailures: [] });
        from += batch.length;
      }
      await expectRight(all);
    },
  );

  test("an out-of-date record gives nobody back what they no longer read", async () => {
    const random = seeded(7);
    const [owner = "", reader = ""] = staff;
    const base = {
      ...newOpportunity(random),
      ownerId: owner,
      customerOwnerId: undefined,
      status: "executing" as const,
    };
    const shared = { ...base, collaboratorIds: [reader] };
    await commit({ writes: put(opportunities, shared, undefined), result: undefined });
    const before = await stream.pull();
    await handler({ Records: before });
    expect(await listedBy(reader, shared)).toBe(true);
    const alone = nextVersion(shared, { collaboratorIds: [] }, stamp());
    await commit({ writes: put(opportunities, alone, shared), result: undefined });
    await handler({ Records: await stream.pull() });
    expect(await listedBy(reader, alone)).toBe(false);
    await handler({ Records: before });
    expect([await listedBy(reader, alone), await listedBy(owner, alone)]).toEqual([false, true]);
  });
});

function shuffled(records: readonly DynamoDBRecord[], random: Random): DynamoDBRecord[] {
  return records
    .map((record) => ({ record: structuredClone(record), place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ record }) => record);
}

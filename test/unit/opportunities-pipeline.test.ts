import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { SYSTEM } from "../../lib/access/caller.ts";
import { givenTo } from "../../lib/opportunities/assign.ts";
import { newOpportunity } from "../../lib/opportunities/decide.ts";
import { bookedFor, lost } from "../../lib/opportunities/lose.ts";
import type { Opportunity } from "../../lib/opportunities/opportunity.ts";
import { pipeline } from "../../lib/opportunities/pipeline.ts";
import { ruling } from "../../lib/opportunities/rules.ts";
import { save } from "../../lib/opportunities/save.ts";
import type { Item } from "../../lib/table/entity.ts";
import { nextVersion } from "../../lib/table/record.ts";
import type { Write } from "../../lib/table/write.ts";

beforeAll(() => {
  process.env.TABLE_NAME = "guanxi";
});

const zone = "Asia/Shanghai";
const start = new Date("2026-11-20T02:00:00Z");
const ulid = (kind: string, n: number) => `${kind}_01JCXW3V7Q8F2M4N6P8R0T2V4${"ABCDEFGH"[n]}`;
const owners = [0, 1, 2].map((n) => ({
  userId: ulid("usr", n),
  departmentId: n === 2 ? undefined : ulid("dep", n),
}));
const rivals = [0, 1].map((n) => ulid("cmp", n));

function opened(owner: number, amount: number, expectedCloseOn: string | undefined): Opportunity {
  return newOpportunity(
    {
      name: "A deal",
      amount: { amount, currency: "CNY" },
      source: "fair",
      competitors: rivals.map((competitorId) => ({ competitorId })),
      ...(expectedCloseOn !== undefined && { expectedCloseOn }),
    },
    {
      customer: { id: ulid("cus", 0), name: "Somebody", ownerId: undefined },
      owner: owners[owner]!,
      people: new Map(),
      offers: new Map(),
      competitorIds: new Set(rivals),
      partnerIds: new Set(),
      terms: { stages: pipeline.default.stages, timeZone: zone, baseCurrency: "CNY" },
    },
    "OPP-1",
    { caller: SYSTEM, now: start },
  );
}

const amounts = fc.integer({ min: 0, max: 1_000_000_007 });
const dates = fc.option(fc.constantFrom("2026-12-01", "2026-12-31", "2027-01-15", "2027-06-30"), {
  nil: undefined,
});
const which = fc.nat(2);
const steps = fc.oneof(
  fc.record({ do: fc.constant("open" as const), owner: which, amount: amounts, date: dates }),
  fc.record({ do: fc.constant("price" as const), of: which, amount: amounts }),
  fc.record({ do: fc.constant("date" as const), of: which, date: dates }),
  fc.record({ do: fc.constant("doubt" as const), of: which, probability: fc.nat(10_000) }),
  fc.record({ do: fc.constant("note" as const), of: which }),
  fc.record({ do: fc.constant("assign" as const), of: which, owner: which }),
  fc.record({ do: fc.constant("lose" as const), of: which, to: fc.option(fc.constantFrom(...rivals)) }),
  fc.record({ do: fc.constant("reopen" as const), of: which }),
  fc.record({ do: fc.constant("win" as const), of: which }),
  fc.record({ do: fc.constant("undo-win" as const), of: which }),
  fc.record({ do: fc.constant("close" as const), of: which }),
  fc.record({ do: fc.constant("delete" as const), of: which }),
);
type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never;

/** What a step makes of an opportunity; the same when it is not allowed. */
function after(record: Opportunity, step: Exclude<Step, { do: "open" }>, now: Date): Opportunity {
  const next = (fields: Partial<{ [K in keyof Opportunity]: Opportunity[K] | undefined }>) =>
    nextVersion(record, fields, { by: "system", now });
  const may = (action: Parameters<typeof ruling>[1]) => "to" in ruling(record.status, action);
  if (record.deletedAt !== undefined) return record;
  switch (step.do) {
    case "price":
      return may("change-deal") ? next({ amount: { amount: step.amount, currency: "CNY" } }) : record;
    case "date":
      return may("change-deal") ? next({ expectedCloseOn: step.date }) : record;
    case "doubt":
      return may("change-deal") ? next({ probability: step.probability, probabilitySet: true }) : record;
    case "note":
      return may("change") ? next({ summary: now.toISOString() }) : record;
    case "assign":
      return givenTo(owners[step.owner]!, record, { caller: SYSTEM, now }).result;
    case "lose":
      return may("lose")
        ? next(lost(record, { reason: "price", ...(step.to !== null && { lostTo: step.to }) }, now, zone))
        : record;
    case "reopen":
      return may("reopen")
        ? next({ status: "executing", lostTo: undefined, lossReason: undefined, booked: undefined })
        : record;
    case "win":
      return may("win")
        ? next({ status: "won", winNumber: record.winNumber + 1, booked: bookedFor(record, now, zone) })
        : record;
    case "undo-win":
      return may("undo-win") ? next({ status: "executing", booked: undefined }) : record;
    case "close":
      return may("close") ? next({ status: "closed" }) : record;
    case "delete":
      return may("delete") && record.winNumber + record.lossNumber === 0
        ? next({ deletedAt: now.toISOString() })
        : record;
    default:
      return step satisfies never;
  }
}

/** The table as one transaction after another leaves it. */
function tableOf() {
  const items = new Map<string, Item>();
  return {
    items,
    commit(writes: readonly Write[]) {
      const keys = new Set<string>();
      for (const { item } of writes) {
        const put = item.Put?.Item;
        if (put === undefined) continue;
        const key = `${put.pk}/${put.sk}`;
        expect(keys.has(key), `two writes of ${key} in one transaction`).toBe(false);
        keys.add(key);
        if (put.entity !== "ledger") continue;
        const there = items.get(key);
        if (item.Put?.ConditionExpression !== undefined)
          expect(there, `${key} is booked once`).toBeUndefined();
        if (there !== undefined) expect(Number(put.revision)).toBeGreaterThan(Number(there.revision));
        items.set(key, put);
      }
    },
  };
}

/** Sums of the entries of a ledger, by dimensions and measure, without what comes to nothing. */
function sums(items: Iterable<Item>, ledger: string, by?: string): Record<string, number> {
  const total: Record<string, number> = {};
  for (const item of items) {
    if (item.ledger !== ledger) continue;
    for (const [measure, value] of Object.entries(item.measures as Record<string, number>)) {
      const dimensions = item.dimensions as Record<string, string>;
      const key = `${by === undefined ? Object.values(dimensions).join(" ") : dimensions[by]} ${measure}`;
      total[key] = (total[key] ?? 0) + value;
    }
  }
  return nonZero(total);
}

const nonZero = (total: Record<string, number>) =>
  Object.fromEntries(Object.entries(total).filter(([, value]) => value !== 0));

function expectedPipeline(records: readonly Opportunity[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const record of records) {
    if (record.status !== "executing" || record.deletedAt !== undefined) continue;
    const month = record.expectedCloseOn?.slice(0, 7) ?? "undated";
    const place = `${month} ${record.departmentId ?? "none"} ${record.ownerId}`;
    const weighted = Number(
      (BigInt(record.amount.amount) * BigInt(record.probability) * 2n + 10_000n) / 20_000n,
    );
    for (const [measure, value] of [
      ["open", 1],
      ["amount", record.amount.amount],
      ["weighted", weighted],
    ] as const)
      total[`${place} ${measure}`] = (total[`${place} ${measure}`] ?? 0) + value;
  }
  return nonZero(total);
}

function expectedRecords(records: readonly Opportunity[]): Record<string, number> {
  const total: Record<string, number> = {};
  const add = (key: string) => {
    total[key] = (total[key] ?? 0) + 1;
  };
  for (const record of records) {
    if (record.status === "executing") continue;
    const kind = record.status === "lost" ? "lost" : "won";
    for (const rival of rivals) add(`${rival} ${kind}`);
    if (record.lostTo !== undefined) add(`${record.lostTo} lostTo`);
  }
  return total;
}

describe("the pipeline's ledger", () => {
  it("equals the executing opportunities after any sequence of changes, and so do the outcomes", () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 50 }), (all) => {
        const table = tableOf();
        const records: Opportunity[] = [];
        for (const [index, step] of all.entries()) {
          const now = new Date(start.getTime() + index * 86_400_000 * 3);
          if (step.do === "open") {
            const record = opened(step.owner, step.amount, step.date);
            table.commit(save(undefined, record));
            records.push(record);
            continue;
          }
          const was = records[step.of];
          if (was === undefined) continue;
          const is = after(was, step, now);
          if (is === was) continue;
          table.commit(save(was, is));
          records[step.of] = is;
        }
        expect(sums(table.items.values(), "pipeline")).toEqual(expectedPipeline(records));
        expect(sums(table.items.values(), "competitors", "competitor")).toEqual(expectedRecords(records));
        const sales = Object.entries(sums(table.items.values(), "sales"));
        const losses = sales
          .filter(([key]) => key.endsWith(" lost"))
          .reduce((sum, [, count]) => sum + count, 0);
        expect(losses).toBe(records.filter(({ status }) => status === "lost").length);
      }),
      { numRuns: 500 },
    );
  });

  it("is not written when nothing in it changes", () => {
    const was = opened(0, 100, "2026-12-01");
    const is = nextVersion(was, { summary: "news" }, { by: "system", now: start });
    expect(save(was, is)).toHaveLength(1);
  });

  it("weighs half-up to the minor unit", () => {
    const record = { ...opened(0, 15, undefined), probability: 5_000 };
    const entry = save(undefined, record).find(({ item }) => item.Put?.Item?.ledger === "pipeline");
    expect(entry?.item.Put?.Item?.measures).toEqual({ open: 1, amount: 15, weighted: 8 });
  });

  it("takes a loss back from the month and the person it was booked to, whoever owns the opportunity by then", () => {
    const record = opened(0, 100, undefined);
    const lossAt = new Date("2026-11-30T15:59:00Z");
    const gone = nextVersion(record, lost(record, { reason: "price" }, lossAt, zone), {
      by: "system",
      now: lossAt,
    });
    const passedOn = givenTo(owners[1]!, gone, { caller: SYSTEM, now: lossAt });
    expect(passedOn.writes).toHaveLength(1);
    const back = nextVersion(
      passedOn.result,
      { status: "executing", booked: undefined, lossReason: undefined },
      { by: "system", now: new Date("2027-02-01T00:00:00Z") },
    );
    const reversal = save(passedOn.result, back).find(({ item }) => item.Put?.Item?.ledger === "sales");
    expect(reversal?.item.Put?.Item).toMatchObject({
      dimensions: { month: "2026-11", department: owners[0]?.departmentId, salesperson: owners[0]?.userId },
      measures: { lost: -1, "lost/reason/price": -1, "lost/source/fair": -1 },
    });
  });
});

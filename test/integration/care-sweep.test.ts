import { AsyncLocalStorage } from "node:async_hooks";
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, describe, expect, it } from "vitest";
import { lambdas } from "../../functions/manifest.ts";
import { advance } from "../../lib/care/advance.ts";
import { HOLD_SENTENCES } from "../../lib/care/restraint.ts";
import { careRuns, UNDER_WAY } from "../../lib/care/run.ts";
import { sweep } from "../../lib/care/sweep.ts";
import { documents, tableName } from "../../lib/table/client.ts";
import type { Item } from "../../lib/table/entity.ts";
import { query } from "../../lib/table/query.ts";
import { seeded } from "../chaos/random.ts";
import { cared, dayIn, shippedRule, solarBirthday, switchedOn, timeIn } from "../makers/care.ts";
import type { Json } from "../makers/client.ts";
import { company } from "../makers/company.ts";
import { created, fresh } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";
import { isThorough } from "../thorough.ts";

/** Nobody sweeps, goes through days or sends mails but the test. */
const ours = new Set(["care-sweep", "care", "send-mail", "sweep-mails"]);
const product = await startProduct({ lambdas: lambdas.filter(({ name }) => !ours.has(name)) });
const people = await company(product);
const admin = product.as(people.admin);
afterAll(product.stop);

/** Goes through what was opened until nothing is under way, by some at once who know nothing of each other. */
async function goThrough(now: Date, workers = 1): Promise<void> {
  for (;;) {
    const runs = await query({ index: "byDue", key: UNDER_WAY }, { order: "ascending" });
    const under = runs.map((item) => careRuns.schema.parse(item));
    if (under.length === 0) return;
    for (const { id, version } of under)
      await Promise.all(Array.from({ length: workers }, () => advance(id, version, now)));
  }
}

async function scan(entity: string): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page = await documents().send(
      new ScanCommand({
        TableName: tableName(),
        FilterExpression: "entity = :entity",
        ExpressionAttributeValues: { ":entity": entity },
        ExclusiveStartKey: start,
      }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}
const greetingsOf = async (contactId: string) =>
  (await scan("mail")).filter(({ recipientId }) => recipientId === contactId);

describe("the morning's sweep", () => {
  it("greets belatedly, once, whom it missed while it was down for two days, and nobody who is older", async () => {
    const at = (days: number) => timeIn(product, days, "06:00");
    await switchedOn(admin, "birthday");
    const born = (days: number) => cared(admin, { birthday: solarBirthday(dayIn(product, days)) });
    const [first, second, third, fourth] = [await born(1), await born(2), await born(3), await born(4)];
    await product.drain();
    // It was last there on day 1, or never; it comes on day 4.
    await sweep(at(4));
    await goThrough(at(4));
    expect(await greetingsOf(first?.contact.id)).toEqual([]);
    for (const late of [second, third])
      expect(await greetingsOf(late?.contact.id)).toMatchObject([{ letter: { values: { belated: true } } }]);
    const [onTime, ...none] = await greetingsOf(fourth?.contact.id);
    expect(none).toEqual([]);
    expect(onTime?.letter).toEqual({ template: "birthday", values: {} });
    const late = await admin.all(`/care-mails?date=${dayIn(product, 2)}`);
    expect(late.filter(({ contactId }: Json) => contactId === second?.contact.id)).toMatchObject([
      { belated: true, status: "queued", date: dayIn(product, 2) },
    ]);
    for (const again of [4, 5, 6]) {
      await sweep(at(again));
      await goThrough(at(again));
    }
    for (const one of [second, third, fourth]) expect(await greetingsOf(one?.contact.id)).toHaveLength(1);
  });

  it("writes to a customer twice in seven days at most, by however many at once it is done", async () => {
    const now = timeIn(product, 30, "06:00");
    const birthday = solarBirthday(dayIn(product, 30));
    const { customer } = await cared(admin, { birthday });
    for (let more = 1; more <= 7; more++)
      await created(admin, `/customers/${customer.id}/contacts`, {
        name: fresh("联系人"),
        email: `restraint-${more}@example.com`,
        birthday,
        careMails: { consent: true },
      });
    await product.drain();
    await Promise.all(Array.from({ length: 4 }, () => sweep(now)));
    await goThrough(now, 6);
    const made = await admin.all(`/care-mails?customerId=${customer.id}`);
    expect(made.map(({ status, reason }: Json) => reason ?? status).sort()).toEqual([
      "queued",
      "queued",
      ...Array.from({ length: 6 }, () => "too-many"),
    ]);
    expect(made.find(({ reason }: Json) => reason)?.why).toBe(HOLD_SENTENCES["too-many"]);
  });

  it("writes to an address that several customers share twice in seven days at most", async () => {
    const now = timeIn(product, 45, "06:00");
    const shared = { birthday: solarBirthday(dayIn(product, 45)), email: "Family@example.com" };
    const family = await Promise.all(Array.from({ length: 5 }, () => cared(admin, shared)));
    await product.drain();
    await Promise.all(Array.from({ length: 4 }, () => sweep(now)));
    await goThrough(now, 6);
    const made = await Promise.all(
      family.map(({ customer }) => admin.all(`/care-mails?customerId=${customer.id}`)),
    );
    expect(
      made
        .flat()
        .map(({ status, reason }: Json) => reason ?? status)
        .sort(),
    ).toEqual(["queued", "queued", "too-many", "too-many", "too-many"]);
  });

  const RUNS = isThorough ? 200 : 60;
  it(`greets everybody exactly once in ${RUNS} runs that were killed at a random step`, {
    timeout: 300_000,
  }, async () => {
    const CUSTOMERS = 25;
    const random = seeded(RUNS);
    const rule = await shippedRule(admin, "birthday");
    await admin.patch(`/care-rules/${rule.id}`, { lateDays: 0 });
    const born: { id: string; day: number }[] = [];
    await Promise.all(
      Array.from({ length: CUSTOMERS }, async (_, nth) => {
        const { id: customerId } = await created(admin, "/customers", { name: fresh("客户") });
        // Nobody is written to more than once in seven days.
        for (let day = 60 + nth; day < 60 + RUNS; day += CUSTOMERS) {
          const contact = await created(admin, `/customers/${customerId}/contacts`, {
            name: fresh("联系人"),
            email: `killed-${day}@example.com`,
            birthday: solarBirthday(dayIn(product, day)),
            careMails: { consent: true },
          });
          born.push({ id: contact.id, day });
        }
      }),
    );
    await product.drain();
    let deaths = 0;
    for (const { day } of born.toSorted((a, b) => a.day - b.day)) {
      const now = timeIn(product, day, "06:00");
      // It dies before or after one of its calls took effect, and is begun again, until it lives.
      for (let tries = 1, lives = false; !lives; tries++) {
        const calls = tries > 3 ? Number.POSITIVE_INFINITY : random.between(1, 30);
        lives = await doomed.run({ calls, takesEffect: random.chance(0.5) }, async () => {
          try {
            await sweep(now);
            await goThrough(now, 2);
            return true;
          } catch (error) {
            if (!(error instanceof Death)) throw error;
            deaths += 1;
            return false;
          }
        });
      }
    }
    const mails = Map.groupBy(await scan("mail"), ({ recipientId }) => String(recipientId));
    expect(born.filter(({ id }) => mails.get(id)?.length !== 1)).toEqual([]);
    expect(deaths).toBeGreaterThan(RUNS / 2);
  });
});

class Death extends Error {
  override readonly name = "Death";
}

/** How many calls to the table somebody lives, and whether the last of them takes effect. */
const doomed = new AsyncLocalStorage<{ calls: number; takesEffect: boolean }>();
documents().middlewareStack.add(
  (next) => async (args) => {
    const fate = doomed.getStore();
    if (fate === undefined) return next(args);
    fate.calls -= 1;
    if (fate.calls > 0) return next(args);
    if (fate.calls === 0 && fate.takesEffect) await next(args);
    throw new Death();
  },
  { name: "doomed", step: "initialize" },
);

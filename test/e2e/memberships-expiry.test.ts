import { afterAll, describe, expect, it } from "vitest";
import { reconcile } from "../../lib/aggregates/reconcile.ts";
import { ledgers } from "../../lib/ledgers.ts";
import { lastDayOf } from "../../lib/memberships/points-rules.ts";
import { sweepPoints } from "../../lib/memberships/sweep.ts";
import { addMonths } from "../../lib/time/calendar.ts";
import { addDays, dateIn, instantIn } from "../../lib/time/zone.ts";
import type { Json } from "../makers/client.ts";
import { company, type Staff } from "../makers/company.ts";
import { created, fresh, yuan } from "../makers/deal.ts";
import { freshAddress, lettersTo } from "../makers/letter.ts";
import { member, moved, wrongStatements } from "../makers/member.ts";
import { startProduct } from "../makers/product.ts";

const ZONE = "Asia/Shanghai";
const product = await startProduct();
const people = await company(product);
const admin = product.as(people.admin);
const shop = product.as(people.agent);
afterAll(product.stop);

const read = async ({ customerId }: Json) => (await shop.get(`/memberships/${customerId}`)).body;
const at = (date: string, time: string) => instantIn(date, time, ZONE);

/** To a time of the company's day; there, everything that is due has been done. */
async function clockTo(date: string, time: string): Promise<void> {
  await product.cloud.moveClock(at(date, time));
  await product.drain();
}

/** Today, and another day some days later, in the company's zone. */
const today = () => dateIn(product.now(), ZONE);
const lastOfMonth = (months: number) => lastDayOf(addMonths(today().slice(0, 7), months));

// Days pass faster when nobody is cared for on them.
for (const { id, on } of await admin.all("/care-rules"))
  if (on) await created(admin, `/care-rules/${id}/switch-off`, {});

// A month's life is enough to see points expire.
const RULES = {
  earn: { unit: 100, points: 1, byTier: {} },
  worth: { points: 100, amount: 100 },
  validMonths: 1,
  warnDays: 2,
};
await admin.put("/settings/points-rules", RULES);
await product.settled();

describe("what follows from a new tier", () => {
  it("is one congratulation in the member's language, once however often it is reached; none for a fall", async () => {
    const email = freshAddress("tier");
    const one = await member(admin, { email, language: "en" });
    await clockTo(addDays(today(), 1), "10:00");
    const { id: spendId } = await moved(shop, one, "spends", { amount: yuan(20_000) });
    await product.drain();
    const [letter, ...others] = await lettersTo(product, email);
    expect(others).toEqual([]);
    expect(letter?.text).toContain("VIP");
    expect(letter?.lines.get("list-unsubscribe-post")).toContain("One-Click");
    await moved(shop, one, "refunds", { spendId });
    await moved(shop, one, "spends", { amount: yuan(20_000) });
    await product.drain();
    expect((await lettersTo(product, email)).length).toBe(1);
  }, 240_000);

  it("is no mail for whoever has no address or wants none, and one after the quiet hours at night", async () => {
    const silent = await member(admin);
    const unwilling = freshAddress("unwilling");
    const refusing = await member(admin, { email: unwilling, careMails: { consent: false } });
    const email = freshAddress("night");
    const nightly = await member(admin, { email });
    await clockTo(today(), "23:30");
    for (const one of [silent, refusing, nightly]) await moved(shop, one, "spends", { amount: yuan(5_000) });
    await product.drain();
    expect(await lettersTo(product, unwilling)).toEqual([]);
    expect(await lettersTo(product, email)).toEqual([]);
    await clockTo(addDays(today(), 1), "09:30");
    expect((await lettersTo(product, email)).length).toBe(1);
    expect(await lettersTo(product, unwilling)).toEqual([]);
  }, 240_000);
});

describe("points", () => {
  it("count in the month in which the company's clock says they were earned, whatever the caller's own says", async () => {
    const month = addMonths(today().slice(0, 7), -1);
    const last = lastDayOf(month);
    const one = await member(admin, { joinedOn: `${month}-01` });
    const bought = (at: string) => moved(shop, one, "spends", { amount: yuan(10), at });
    // A quarter to midnight, and a quarter past, in Shanghai.
    const before = await bought(`${last}T10:45:00-05:00`);
    const after = await bought(`${last}T16:15:00Z`);
    expect([before.month, before.earned.expiresOn]).toEqual([month, lastOfMonth(0)]);
    expect([after.month, after.earned.expiresOn]).toEqual([addMonths(month, 1), lastOfMonth(1)]);
    expect((await read(one)).points.lots).toEqual([
      { expiresOn: lastOfMonth(0), points: 10 },
      { expiresOn: lastOfMonth(1), points: 10 },
    ]);
  });

  it.skipIf(product.deployed)(
    "are warned of once, go oldest first when their last day is over, and are gone from what can be redeemed",
    async () => {
      const email = freshAddress("points");
      // Bought last month when enough of this one is left, so that few days have to pass.
      const ahead = addDays(today(), 4) <= lastOfMonth(0) ? 0 : 1;
      const before = addMonths(today().slice(0, 7), ahead - 1);
      const one = await member(admin, { email, joinedOn: `${before}-01` });
      const soon = { expiresOn: lastOfMonth(ahead), points: 200 };
      const later = { expiresOn: lastOfMonth(ahead + 1), points: 200 };
      const then = ahead === 0 ? { at: `${before}-10T10:00:00+08:00` } : {};
      await moved(shop, one, "spends", { amount: yuan(300), ...then });
      await admin.put("/settings/points-rules", { ...RULES, validMonths: ahead + 1 });
      await moved(shop, one, "spends", { amount: yuan(200) });
      await moved(shop, one, "point-redemptions", { points: 100, for: "杯子" });
      expect((await read(one)).points).toMatchObject({ balance: 400, lots: [soon, later] });
      const warnOn = addDays(soon.expiresOn, -2);
      await clockTo(addDays(warnOn, -1), "23:00");
      expect(await lettersTo(product, email)).toEqual([]);
      await clockTo(warnOn, "10:00");
      const [warning, ...others] = await lettersTo(product, email);
      expect(warning?.text).toContain("200");
      expect(others).toEqual([]);
      await clockTo(soon.expiresOn, "23:55");
      expect((await read(one)).points.balance).toBe(400);
      await clockTo(addDays(soon.expiresOn, 1), "10:00");
      expect((await read(one)).points).toMatchObject({ balance: 200, lots: [later] });
      const { body } = await shop.get(`/memberships/${one.customerId}/entries?ledger=points&limit=1`);
      expect(body.items).toMatchObject([{ kind: "expired", movement: "expiry", change: -200, balance: 200 }]);
      expect((await lettersTo(product, email)).length).toBe(1);
      const timeline = await shop.get(`/customers/${one.customerId}/timeline`);
      expect(timeline.body.items.map(({ kind }: Json) => kind).slice(0, 2)).toEqual([
        "membership.points-expired",
        "membership.points-expiring",
      ]);
      expect(await wrongStatements(shop, one)).toEqual([]);
    },
    240_000,
  );

  it.skipIf(product.deployed)(
    "go once however often and by however many the sweep is run, and not before it by a purchase either",
    async () => {
      const lots = await Promise.all(
        Array.from({ length: 12 }, async (_, index) => {
          const one = await member(admin, { email: freshAddress(`sweep-${index}`) });
          await moved(shop, one, "spends", { amount: yuan(100 + index) });
          return one;
        }),
      );
      const { expiresOn } = (await read(lots[0])).points.lots[0];
      const after = new Date(at(expiresOn, "23:59").getTime() + 120_000);
      // Not by the clock: the product's own sweep would be first.
      const runs = await Promise.all([sweepPoints(after), sweepPoints(after), sweepPoints(after)]);
      expect(runs).toEqual([0, 0, 0]);
      await product.drain();
      for (const one of lots) {
        expect((await read(one)).points).toMatchObject({ balance: 0, lots: [] });
        expect(await wrongStatements(shop, one)).toEqual([]);
        const lines = await shop.all(`/memberships/${one.customerId}/entries?ledger=points`);
        expect(lines.map(({ kind }) => kind)).toEqual(["expired", "earned"]);
      }
      expect(await sweepPoints(after)).toBe(0);
    },
  );
});

describe("the figures of memberships", () => {
  it("equal what moved, and a customer's purchases count what shops report, less what came back", async () => {
    const one = await member(admin);
    const { id: spendId } = await moved(shop, one, "spends", { amount: yuan(100) });
    await moved(shop, one, "spends", { amount: yuan(50) });
    await moved(shop, one, "spends", { amount: yuan(7), alreadyBooked: true });
    await moved(shop, one, "refunds", { spendId, amount: yuan(40) });
    await product.drain();
    const purchases = async () => (await admin.get(`/customers/${one.customerId}/overview`)).body.purchases;
    expect(await purchases()).toEqual({ count: 2, amount: yuan(110) });
    await moved(shop, one, "refunds", { spendId });
    await product.drain();
    expect(await purchases()).toEqual({ count: 1, amount: yuan(50) });
    // Everything above happened in these months; the sums follow from the statements.
    const months = `from=${addMonths(today().slice(0, 7), -3)}&to=${addMonths(today().slice(0, 7), 5)}`;
    const { status, body: report } = await admin.get(`/reports/memberships?${months}`);
    expect(status, JSON.stringify(report)).toBe(200);
    const all = await admin.all("/memberships");
    const held = (name: string) => report.rows.reduce((sum: number, row: Json) => sum + row[name], 0);
    expect([report.total.members, held("members")]).toEqual([all.length, all.length]);
    const { pointsEarned, pointsRedeemed, pointsTakenBack, pointsExpired } = report.total;
    const balances = all.reduce((sum, { points }) => sum + points.balance - points.owed, 0);
    expect(pointsEarned - pointsRedeemed - pointsTakenBack - pointsExpired).toBe(balances);
    const spends = all.reduce((sum, { qualification }) => sum + qualification.spend.amount, 0);
    expect(report.total.spend.amount - report.total.refunded.amount).toBe(spends);
    expect((await product.as(people.salesperson).get(`/reports/memberships?${months}`)).body).toMatchObject({
      scope: "own",
      total: { purchases: 0 },
    });
    // Each movement counts for whoever the customer belonged to then.
    const seller = product.as(people.salesperson);
    const own = await created(seller, "/customers", { name: fresh("会员"), kind: "person" });
    const theirs = await created(admin, "/memberships", { customerId: own.id });
    await moved(shop, theirs, "spends", { amount: yuan(60) });
    const given = await admin.post(`/customers/${own.id}/assign`, { ownerId: people.colleague.id });
    expect(given.status, JSON.stringify(given.body)).toBe(200);
    await product.drain();
    await moved(shop, theirs, "spends", { amount: yuan(8) });
    await product.drain();
    const seen = async (who: Staff) => {
      const { scope, total, rows } = (await product.as(who).get(`/reports/memberships?${months}`)).body;
      return [scope, total.purchases, total.spend.amount, rows[0].spend.amount];
    };
    expect(await seen(people.salesperson)).toEqual(["own", 1, 6_000, 6_000]);
    expect(await seen(people.colleague)).toEqual(["own", 1, 800, 800]);
    expect((await seen(people.manager)).slice(0, 3)).toEqual(["departments", 2, 6_800]);
    for (const ledger of ledgers.filter(({ name }) =>
      ["memberships", "members", "purchases"].includes(name),
    )) {
      for (const month of [-2, -1, 0, 1, 2, 3].map((ahead) => addMonths(today().slice(0, 7), ahead))) {
        const { drifts } = await reconcile(ledger, month, { repair: false, now: product.now() });
        expect(drifts, `${ledger.name} ${month}`).toEqual([]);
      }
    }
  });
});

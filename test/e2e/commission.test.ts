import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../makers/client.ts";
import { company, hire, type Staff } from "../makers/company.ts";
import { catalogue, created, fresh, inDays, opportunity, yuan } from "../makers/deal.ts";
import { percent, plan } from "../makers/plan.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;
let goods: Awaited<ReturnType<typeof catalogue>>;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
  goods = await catalogue(product.as(people.admin));
});
afterAll(() => product.stop());

const finance = () => product.as(people.finance);
const manager = () => product.as(people.manager);
const thisMonth = () => inDays(product.now(), 0).slice(0, 7);

/** Plans are asked in order: each test's own plan comes before those of the tests before it. */
let rank = 9_000;
const nextRank = () => {
  rank -= 1;
  return rank;
};
const planned = (rules: Json[], more: Json = {}) =>
  plan(product, finance(), { rank: nextRank(), rules, ...more });

/** Somebody in the east with no sales yet. */
const newcomer = () => hire(product, { departmentId: people.departments.east.id });

async function won(seller: Staff, body: Json = {}, winBody: Json = {}): Promise<Json> {
  const deal = await opportunity(product.as(seller), { startedOn: "2026-01-01", ...body });
  const answer = await manager().post(`/opportunities/${deal.id}/win`, winBody);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}
const undone = (deal: Json) => manager().post(`/opportunities/${deal.id}/undo-win`, { reason: "withdrawn" });

async function entriesOf(deal: Json): Promise<Json[]> {
  await product.drain();
  return finance().all(`/commission-entries?opportunityId=${deal.id}`);
}
async function earnedBy(seller: Staff): Promise<number> {
  await product.drain();
  const entries = await finance().all(`/commission-entries?salespersonId=${seller.id}`);
  const report = (await finance().get("/reports/commission")).body;
  const row = report.rows.find(({ salespersonId }: Json) => salespersonId === seller.id);
  const earned = entries.reduce((sum, { amount }) => sum + amount.amount, 0);
  expect(row?.commission.amount ?? 0).toBe(earned);
  return earned;
}

const monthly = (mode: "marginal" | "whole-amount"): Json => ({
  name: fresh("monthly"),
  rate: {
    kind: "bands",
    mode,
    per: "month",
    bands: [
      { from: yuan(0), to: yuan(1_000), basisPoints: 100 },
      { from: yuan(1_000), to: yuan(5_000), basisPoints: 300 },
      { from: yuan(5_000), basisPoints: 1_000 },
    ],
  },
});
/** What those bands pay in a month, in minor units, computed by hand's rule. */
const marginal = (sold: number) =>
  Math.round(
    (Math.min(sold, 100_000) * 100 +
      Math.max(0, Math.min(sold, 500_000) - 100_000) * 300 +
      Math.max(0, sold - 500_000) * 1_000) /
      10_000,
  );
const whole = (sold: number) =>
  Math.round((sold * (sold < 100_000 ? 100 : sold < 500_000 ? 300 : 1_000)) / 10_000);

describe("rules", () => {
  it("pay each line by the first that applies: product, category, then the rest", async () => {
    const seller = await newcomer();
    await planned([
      percent(1_000, { name: "pumps", productIds: [goods.pump.id] }),
      { name: "chillers", categories: ["chillers"], rate: { kind: "fixed-per-unit", amount: yuan(2) } },
      percent(100, { name: "rest" }),
    ]);
    const other = await created(product.as(people.admin), "/products", {
      name: fresh("阀"),
      unitPrice: yuan(50),
    });
    const deal = await won(seller, {
      amount: undefined,
      lines: [
        { productId: goods.pump.id, quantity: 1 },
        { productId: goods.chiller.id, quantity: 6 },
        { productId: other.id, quantity: 2 },
      ],
    });
    const entries = await entriesOf(deal);
    expect(Object.fromEntries(entries.map(({ rule, amount }) => [rule, amount.amount]))).toEqual({
      pumps: 86_000,
      chillers: 1_200,
      rest: 100,
    });
  });

  it("tell new customers from existing ones", async () => {
    const seller = await newcomer();
    await planned([percent(1_000, { name: "first", customer: "new" }), percent(200, { name: "again" })]);
    const first = await won(seller);
    const second = await won(seller, { customerId: first.customerId });
    expect((await entriesOf(first)).map(({ rule }) => rule)).toEqual(["first"]);
    expect((await entriesOf(second)).map(({ rule }) => rule)).toEqual(["again"]);
  });

  it("are those of the deal's department, or one above it; a plan for others is passed over", async () => {
    const { east, south, sales } = people.departments;
    await planned([percent(300, { name: "sales" })], { departmentIds: [sales.id] });
    await planned([percent(900, { name: "south only" })], { departmentIds: [south.id] });
    await planned([percent(500, { name: "east rule", departmentIds: [east.id] })]);
    const inEast = await won(people.salesperson);
    const inSouth = await won(people.southerner);
    const inSales = await won(people.manager);
    expect((await entriesOf(inEast)).map(({ rule }) => rule)).toEqual(["east rule"]);
    expect((await entriesOf(inSouth)).map(({ rule }) => rule)).toEqual(["south only"]);
    expect((await entriesOf(inSales)).map(({ rule }) => rule)).toEqual(["sales"]);
  });

  it("with bands per deal pay by the size of the deal", async () => {
    const seller = await newcomer();
    const rule = monthly("marginal");
    await planned([{ ...rule, rate: { ...rule.rate, per: "deal" } }]);
    const amounts = [999, 1_000, 1_001, 5_000, 123_456];
    for (const amount of amounts) {
      const [entry] = await entriesOf(await won(seller, { amount: yuan(amount) }));
      expect(entry.amount.amount).toBe(marginal(amount * 100));
    }
  });

  it("hold from a month on; an entry keeps the version that it was computed with", async () => {
    const seller = await newcomer();
    const made = await planned([percent(100, { name: "old" })], { firstMonth: "2026-02" });
    await created(finance(), `/commission-plans/${made.id}/versions`, {
      firstMonth: thisMonth(),
      rules: [percent(400, { name: "new" })],
    });
    await product.settled();
    const before = await won(seller, {}, { wonOn: "2026-03-15" });
    const now = await won(seller);
    await created(finance(), `/commission-plans/${made.id}/versions`, {
      firstMonth: thisMonth(),
      rules: [percent(600, { name: "corrected" })],
    });
    await product.settled();
    const later = await won(seller);
    const shown = async (deal: Json) =>
      (await entriesOf(deal)).map(({ planId, planVersion, rule, month }) => [
        planId === made.id,
        planVersion,
        rule,
        month,
      ]);
    expect(await shown(before)).toEqual([[true, 1, "old", "2026-03"]]);
    expect(await shown(now)).toEqual([[true, 2, "new", thisMonth()]]);
    expect(await shown(later)).toEqual([[true, 3, "corrected", thisMonth()]]);
    await finance().patch(`/commission-plans/${made.id}`, { active: false });
  });
});

describe.each(["marginal", "whole-amount"] as const)("%s bands of a month", (mode) => {
  const paid = mode === "marginal" ? marginal : whole;

  it("go on where the deal before ended, and pay in the end what the month's sum earns", async () => {
    const seller = await newcomer();
    await planned([monthly(mode)]);
    const amounts = [400, 700, 0.01, 2_000, 3_333.33, 10];
    let sold = 0;
    for (const amount of amounts) {
      const [entry] = await entriesOf(await won(seller, { amount: yuan(amount) }));
      const minor = Math.round(amount * 100);
      expect(entry.amount.amount).toBe(paid(sold + minor) - paid(sold));
      sold += minor;
    }
    expect(await earnedBy(seller)).toBe(paid(sold));
  });

  it("pay twelve deals won at once the same as one of their sum", async () => {
    const seller = await newcomer();
    await planned([monthly(mode)]);
    const deals = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        opportunity(product.as(seller), { amount: yuan(100 + index * 37) }),
      ),
    );
    const answers = await Promise.all(deals.map(({ id }) => manager().post(`/opportunities/${id}/win`)));
    expect(answers.map(({ status }) => status)).toEqual(deals.map(() => 200));
    expect(await earnedBy(seller)).toBe(paid(deals.reduce((sum, { amount }) => sum + amount.amount, 0)));
  });

  it("pay, once a deal in their middle is undone, what the others earn without it", async () => {
    const seller = await newcomer();
    await planned([monthly(mode)]);
    const first = await won(seller, { amount: yuan(900) });
    const middle = await won(seller, { amount: yuan(2_500) });
    await won(seller, { amount: yuan(4_000) });
    expect(await earnedBy(seller)).toBe(paid(740_000));
    expect((await undone(middle)).status).toBe(200);
    expect(await earnedBy(seller)).toBe(paid(490_000));
    const entries = await entriesOf(middle);
    expect(entries.map(({ kind }) => kind).sort()).toEqual(["accrual", "adjustment", "reversal"]);
    const of = (kind: string) => entries.find((entry) => entry.kind === kind)?.amount.amount;
    expect(of("accrual") + of("reversal")).toBe(0);
    await won(seller, { amount: yuan(50) });
    expect(await earnedBy(seller)).toBe(paid(495_000));
    await Promise.all([undone(first), won(seller, { amount: yuan(77) })]);
    expect(await earnedBy(seller)).toBe(paid(412_700));
  });

  it("measure each member by their own part", async () => {
    const [lead, other] = [await newcomer(), await newcomer()];
    await planned([monthly(mode)]);
    await won(other, { amount: yuan(900) });
    await won(lead, {
      amount: yuan(3_000.01),
      salesTeam: [
        { userId: lead.id, share: 5_000 },
        { userId: other.id, share: 5_000 },
      ],
    });
    expect(await earnedBy(lead)).toBe(paid(150_000));
    expect(await earnedBy(other)).toBe(paid(90_000 + 150_001));
  });
});

describe("commission entries", () => {
  it("are found by month, person, department, opportunity and kind, page by page, within one's scope", async () => {
    const [seller, elsewhere] = [await newcomer(), people.southerner];
    await planned([percent(100)]);
    const deals = [];
    for (let index = 0; index < 5; index += 1) deals.push(await won(seller));
    const south = await won(elsewhere);
    await undone(deals[0]);
    await product.drain();
    const mine = await product.as(seller).all("/commission-entries", 2);
    expect(mine).toHaveLength(6);
    expect(new Set(mine.map(({ id }) => id)).size).toBe(6);
    expect(await product.as(seller).all(`/commission-entries?salespersonId=${elsewhere.id}`)).toEqual([]);
    expect(await product.as(seller).all(`/commission-entries?opportunityId=${south.id}`)).toEqual([]);
    const first = await product.as(seller).get("/commission-entries?limit=2");
    expect(first.calls).toEqual(1);
    expect(await product.as(seller).all("/commission-entries?kind=reversal")).toHaveLength(1);

    const all = await finance().all("/commission-entries");
    const managed = await manager().all("/commission-entries");
    expect(managed.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
    const inSouth = await finance().all(`/commission-entries?departmentId=${people.departments.south.id}`);
    expect(new Set(inSouth.map(({ salespersonId }) => salespersonId))).toEqual(new Set([elsewhere.id]));
    expect(await finance().all("/commission-entries?month=2031-01")).toEqual([]);
    expect((await product.as(people.agent).get("/commission-entries")).status).toBe(403);
    const foreign = await finance().get(`/commission-entries?cursor=${first.body.nextCursor}`);
    expect([foreign.status, foreign.body.code]).toEqual([400, "invalid-cursor"]);
  });

  it("are what every row of the report leads to, also of somebody without a department", async () => {
    await planned([percent(300)]);
    const alone = await hire(product);
    const deal = await opportunity(product.as(alone), { amount: yuan(1_000) });
    await created(product.as(people.admin), `/opportunities/${deal.id}/win`, {});
    await product.drain();
    for (const groupBy of ["salesperson", "department", "company"]) {
      const { rows } = (await finance().get(`/reports/commission?groupBy=${groupBy}`)).body;
      expect(rows.length, groupBy).toBeGreaterThan(0);
      for (const row of rows) {
        const entries = await finance().all(row.href);
        const earned = entries.reduce((sum, { amount }) => sum + amount.amount, 0);
        expect(earned, row.href).toBe(row.commission.amount);
      }
    }
    const theirs = await finance().all("/commission-entries?departmentId=none");
    expect(theirs.map(({ opportunityId }) => opportunityId)).toEqual([deal.id]);
  });
});

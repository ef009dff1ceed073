import { afterAll, beforeAll, expect, test } from "vitest";
import { marginal } from "../../lib/commission/bands.ts";
import type { Json } from "../makers/client.ts";
import { company, hire, type Staff } from "../makers/company.ts";
import { catalogue, created, fresh, inDays, opportunity, yuan } from "../makers/deal.ts";
import { plan } from "../makers/plan.ts";
import { type Product, startProduct } from "../makers/product.ts";
import { type Random, seeded } from "./random.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;
let goods: Awaited<ReturnType<typeof catalogue>>;

const BANDS = [
  { from: 0, to: 200_000, basisPoints: 150 },
  { from: 200_000, to: 1_000_000, basisPoints: 333 },
  { from: 1_000_000, to: undefined, basisPoints: 725 },
];

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
  goods = await catalogue(product.as(people.admin));
  const bands = BANDS.map(({ from, to, basisPoints }) => ({
    from: { amount: from, currency: "CNY" },
    ...(to !== undefined && { to: { amount: to, currency: "CNY" } }),
    basisPoints,
  }));
  await plan(product, product.as(people.finance), {
    rules: [{ name: "month", rate: { kind: "bands", mode: "marginal", per: "month", bands } }],
  });
});
afterAll(() => product.stop());

const admin = () => product.as(people.admin);

/** One thing that somebody does to a deal; most are refused at one moment or another, and none may break anything. */
async function act(random: Random, deal: Json, team: readonly Staff[]): Promise<number> {
  const path = `/opportunities/${deal.id}`;
  const headers = random.chance(0.5) ? { "idempotency-key": crypto.randomUUID() } : {};
  const twice = async (send: () => Promise<{ status: number }>) => {
    const answers = await Promise.all(random.chance(0.4) ? [send(), send()] : [send()]);
    return Math.max(...answers.map(({ status }) => status));
  };
  const dice = random.next();
  if (dice < 0.5) {
    const [one, other] = [random.pick(team), random.pick(team)];
    const share = random.between(0, 10_000);
    const body = {
      ...(random.chance(0.5) && { wonOn: inDays(product.now(), -random.between(0, 40)) }),
      ...(random.chance(0.5) && {
        lines: [
          {
            productId: goods.pump.id,
            quantity: random.between(1, 5),
            unitPrice: { amount: random.between(0, 90_000), currency: "CNY" },
          },
        ],
      }),
      ...(one !== other &&
        random.chance(0.5) && {
          salesTeam: [
            { userId: one.id, share },
            { userId: other.id, share: 10_000 - share },
          ],
        }),
    };
    return twice(() => admin().post(`${path}/win`, body, headers));
  }
  if (dice < 0.7) return twice(() => admin().post(`${path}/undo-win`, { reason: "chaos" }, headers));
  if (dice < 0.75) return (await admin().post(`${path}/assign`, { ownerId: random.pick(team).id })).status;
  if (dice < 0.85)
    return (await admin().patch(path, { amount: { amount: random.between(0, 700_000), currency: "CNY" } }))
      .status;
  if (dice < 0.93) return (await admin().post(`${path}/lose`, { reason: "price" })).status;
  return (await admin().post(`${path}/reopen`, { reason: "chaos" })).status;
}

test.each([1, 2])(
  "deals won, undone, lost, reopened, changed and given away by many at once add up (chaos %i)",
  async (seed) => {
    const random = seeded(seed);
    const team = await Promise.all(
      Array.from({ length: 3 }, () => hire(product, { departmentId: people.departments.east.id })),
    );
    const { id: customerId } = await created(admin(), "/customers", { name: fresh("乱客户") });
    const deals: Json[] = [];
    for (let index = 0; index < 9; index += 1)
      deals.push(
        await opportunity(admin(), {
          ownerId: random.pick(team).id,
          customerId,
          amount: yuan(random.between(10, 9_000)),
          startedOn: "2026-01-01",
        }),
      );
    for (let round = 0; round < 12; round += 1) {
      const statuses = await Promise.all(
        Array.from({ length: 10 }, () => act(random, random.pick(deals), team)),
      );
      expect(statuses.filter((status) => status >= 500)).toEqual([]);
    }
    await product.drain();

    const now = await Promise.all(
      deals.map(async ({ id }) => (await admin().get(`/opportunities/${id}`)).body),
    );
    const won = now.filter(({ status }) => status === "won");
    const customer = (await admin().get(`/customers/${customerId}`)).body;
    expect(customer.wins).toBe(won.length);
    expect(customer.type).toBe(won.length > 0 ? "active" : "potential");
    const orders = await admin().all(`/orders?customerId=${customerId}`);
    const placed = orders.filter(({ status }) => status === "placed");
    expect(placed.map(({ id }) => id).sort()).toEqual(won.map(({ orderId }) => orderId).sort());

    const months = [...new Set([0, -15, -31, -45].map((days) => inDays(product.now(), days).slice(0, 7)))];
    const kinds = new Set<string>();
    for (const { id } of team) {
      for (const month of months) {
        const entries = await admin().all(`/commission-entries?salespersonId=${id}&month=${month}`);
        const sold = entries.reduce((sum, entry) => sum + entry.sold.amount, 0);
        const earned = entries.reduce((sum, { amount }) => sum + amount.amount, 0);
        expect(earned).toBe(marginal(BANDS, sold));
        for (const { kind } of entries) kinds.add(kind);
      }
    }
    expect([...kinds]).toEqual(expect.arrayContaining(["accrual", "reversal"]));
    const standing = new Map<string, number>();
    for (const { id } of deals) {
      const entries = await admin().all(`/commission-entries?opportunityId=${id}`);
      for (const { opportunityId, sold } of entries)
        standing.set(opportunityId, (standing.get(opportunityId) ?? 0) + sold.amount);
    }
    for (const { id, status, amount } of now)
      expect(standing.get(id) ?? 0).toBe(status === "won" ? amount.amount : 0);

    const proof = await admin().post("/admin/reconcile", { months: [...months, "undated"] });
    expect([proof.status, proof.body.drifts]).toEqual([200, []]);
    const forecast = (await admin().get("/reports/forecast?groupBy=salesperson")).body;
    const executing = now.filter(({ status }) => status === "executing").length;
    const mine = await Promise.all(
      team.map(async (one) => (await product.as(one).get("/reports/forecast")).body.undated.open),
    );
    expect(mine.reduce((sum, open) => sum + open, 0)).toBe(executing);
    expect(forecast.undated.open).toBeGreaterThanOrEqual(executing);
  },
  120_000,
);

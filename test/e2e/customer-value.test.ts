import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { advance } from "../../lib/customer-value/advance.ts";
import { commit } from "../../lib/table/commit.ts";
import type { Json } from "../makers/client.ts";
import { company } from "../makers/company.ts";
import { created, fresh, inDays, opportunity, yuan } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const people = await company(product);
const admin = product.as(people.admin);
const manager = product.as(people.manager);
const salesperson = product.as(people.salesperson);
afterAll(product.stop);

/** A new customer of the salesperson's who bought for so much. */
async function buyer(amount: number, wonAt?: string): Promise<Json> {
  const deal = await opportunity(salesperson, {
    amount: yuan(amount),
    ...(wonAt !== undefined && { startedOn: wonAt.slice(0, 10) }),
  });
  const won = await manager.post(`/opportunities/${deal.id}/win`, wonAt === undefined ? {} : { wonAt });
  expect(won.status, JSON.stringify(won.body)).toBe(200);
  return { id: deal.customerId, opportunityId: deal.id };
}

/** Computes classes now; the run when it is done. */
async function run(): Promise<Json> {
  const { id } = await created(admin, "/reports/customer-value/runs", undefined);
  await product.drain();
  const done = await admin.get(`/reports/customer-value/runs/${id}`);
  expect(done.body.status).toBe("done");
  return done.body;
}

const worthOf = async ({ id }: Json, client = admin) => (await client.get(`/customers/${id}/value`)).body;
const daysAgo = (days: number) => `${inDays(product.now(), -days)}T04:00:00.000Z`;

describe("the value of customers", () => {
  const all: Json[] = [];
  let never: Json;
  beforeAll(async () => {
    never = await created(salesperson, "/customers", { name: fresh("潜在客户") });
    for (const amount of [900, 800, 700, 600, 500, 500, 400, 300, 20, 10]) all.push(await buyer(amount));
  });

  it("is classed by revenue, and every class can be explained", async () => {
    const before = await admin.get(`/customers/${all[0].id}/value`);
    expect(before.body).toMatchObject({ why: "classes were never computed yet", purchases: { count: 1 } });
    await product.drain();
    const done = await run();
    expect(done).toMatchObject({
      why: "asked",
      buyers: 10,
      cuts: { goldFrom: yuan(900), lowBelow: yuan(300) },
      classes: {
        A: { customers: 1, revenue: yuan(900) },
        B: { customers: 7 },
        C: { customers: 2, revenue: yuan(30) },
      },
    });
    const values = await Promise.all(all.map((one) => worthOf(one)));
    expect(values.map(({ class: of }) => of).join("")).toBe("ABBBBBBBCC");
    expect(values.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 5, 7, 8, 9, 10]);
    expect(values[0]).toMatchObject({
      revenue: yuan(900),
      dormant: false,
      why: "rank 1 of 10 customers with revenue; the first 1 (5 %) and whoever has as much are class A",
      rfm: { recency: 5, frequency: 1, monetary: 5 },
      run: { id: done.id },
    });
    expect(values[9].why).toBe("rank 10 of 10 customers with revenue; the last 2 (20 %) are class C");
    expect((await admin.get(`/customers/${all[3].id}/value`)).calls).toEqual(3);
    expect(await worthOf(never)).toMatchObject({
      purchases: { count: 0 },
      why: "no revenue in the months that count, and so no class",
      whyDormant: "it never bought, and so is not dormant but new",
    });
    const { timeline, value: short } = (await admin.get(`/customers/${all[0].id}/overview`)).body;
    expect(short).toEqual({ class: "A", dormant: false, revenue: yuan(900) });
    expect((await product.as(people.agent).get(`/customers/${all[0].id}/overview`)).body.value).toBe(null);
    expect(timeline.items.map(({ kind }: Json) => kind)).toContain("customer.class-changed");
  });

  it("is reported the most revenue first, by class, in pages, with what leads to the records", async () => {
    const first = await admin.get("/reports/customer-value?limit=4");
    expect(first.body.items.map(({ revenue }: Json) => revenue.amount / 100)).toEqual([900, 800, 700, 600]);
    expect(first.body).toMatchObject({ scope: "all", run: { buyers: 10 } });
    const rows = await admin.all("/reports/customer-value", 3);
    expect(rows.map(({ revenue }: Json) => revenue.amount / 100)).toEqual([
      900, 800, 700, 600, 500, 500, 400, 300, 20, 10,
    ]);
    expect(
      (await admin.all("/reports/customer-value?class=C")).map(({ customerId }: Json) => customerId),
    ).toEqual([all[8].id, all[9].id]);
    const [row] = rows;
    const value = await admin.get(row.href);
    const purchases = await admin.all(value.body.href);
    const order = await admin.get(`/orders/${purchases[0].orderId}`);
    expect(order.body.amount).toEqual(purchases[0].amount);
    expect(purchases.reduce((sum: number, { amount }: Json) => sum + amount.amount, 0)).toBe(
      row.revenue.amount,
    );
  });

  it("is shown to those whose reports reach the customer, and to nobody else", async () => {
    expect(await worthOf(all[0], salesperson)).toMatchObject({ class: "A", revenue: yuan(900) });
    expect((await product.as(people.colleague).get(`/customers/${all[0].id}/value`)).status).toBe(404);
    expect((await product.as(people.agent).get(`/customers/${all[0].id}/value`)).status).toBe(403);
    const own = await salesperson.get("/reports/customer-value?limit=100");
    expect([own.body.scope, own.body.items.length, own.body.run]).toEqual(["own", 10, undefined]);
    expect((await product.as(people.colleague).get("/reports/customer-value")).body.items).toEqual([]);
    expect((await salesperson.post("/reports/customer-value/runs")).status).toBe(403);
    const { id } = all[7];
    expect((await manager.post(`/customers/${id}/assign`, { ownerId: people.colleague.id })).status).toBe(
      200,
    );
    await product.drain();
    expect((await product.as(people.colleague).get("/reports/customer-value")).body.items).toMatchObject([
      { customerId: id, class: "B" },
    ]);
  });

  it("follows the thresholds, and writes only what became other", async () => {
    const rules = {
      ...(await admin.get("/settings/customer-value")).body.value,
      goldShare: 3000,
      lowShare: 5000,
    };
    expect((await admin.put("/settings/customer-value", rules)).status).toBe(200);
    await product.settled();
    const changed = await run();
    expect(changed).toMatchObject({
      classes: { A: { customers: 3 }, B: { customers: 3 }, C: { customers: 4 } },
    });
    expect(changed.changed).toBe(2 + 2);
    expect((await run()).changed).toBe(0);
    const refused = await admin.put("/settings/customer-value", { ...rules, goldShare: 6000 });
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([400, "/lowShare"]);
    expect((await admin.post("/settings/customer-value/restore-default")).status).toBe(200);
    await product.settled();
  });

  it("takes the class back with the purchase that it came from", async () => {
    const star = await buyer(5_000);
    await product.drain();
    await run();
    expect(await worthOf(star)).toMatchObject({ class: "A", rank: 1 });
    const undone = await manager.post(`/opportunities/${star.opportunityId}/undo-win`, {
      reason: "录错客户",
    });
    expect(undone.status, JSON.stringify(undone.body)).toBe(200);
    await product.drain();
    await run();
    const value = await worthOf(star);
    expect([value.class, value.purchases.count, value.why]).toEqual([
      undefined,
      0,
      "no revenue in the months that count, and so no class",
    ]);
    expect(await worthOf(all[0])).toMatchObject({ class: "A", rank: 1 });
  });

  it("knows what service cost", async () => {
    const request = await created(admin, "/service-requests", {
      type: "repair",
      channel: "phone",
      subject: fresh("热泵不制热"),
      customerId: all[1].id,
      technicianId: people.admin.id,
    });
    await created(admin, `/service-requests/${request.id}/start`, undefined);
    const work = { minutes: 90, description: "更换阀门", cost: yuan(120) };
    await created(admin, `/service-requests/${request.id}/work`, work);
    await product.drain();
    expect(await worthOf(all[1])).toMatchObject({ serviceCost: yuan(120) });
    const rows = await admin.all("/reports/customer-value");
    expect(rows.find(({ customerId }: Json) => customerId === all[1].id)).toMatchObject({
      serviceCost: yuan(120),
      contribution: yuan(800 - 120),
    });
  });

  it("says who is dormant, to the day", async () => {
    const [on, past, long] = [
      await buyer(50, daysAgo(180)),
      await buyer(50, daysAgo(181)),
      await buyer(50, daysAgo(400)),
    ];
    await product.drain();
    await run();
    expect((await worthOf(on)).dormant).toBe(false);
    expect(await worthOf(past)).toMatchObject({
      dormant: true,
      purchases: { lastOn: inDays(product.now(), -181) },
    });
    expect((await worthOf(long)).rfm.recency).toBe(1);
    const rows = await admin.all("/reports/customer-value?dormant=true");
    expect(new Set(rows.map(({ customerId }: Json) => customerId))).toEqual(new Set([past.id, long.id]));
  });

  it("counts what shops report on the day on which it was bought, and nothing that came back", async () => {
    const { id } = await created(admin, "/customers", { name: fresh("会员") });
    await created(admin, "/memberships", { customerId: id, joinedOn: inDays(product.now(), -300) });
    const move = (path: string, body: Json) =>
      admin.post(`/memberships/${id}/${path}`, body, { "idempotency-key": randomUUID() });
    const [kept, late] = [
      await move("spends", { amount: yuan(40), at: daysAgo(200) }),
      await move("spends", { amount: yuan(60), at: daysAgo(199) }),
    ];
    expect([kept.status, late.status]).toEqual([200, 200]);
    expect((await move("refunds", { spendId: late.body.id })).status).toBe(200);
    await product.drain();
    await run();
    expect(await worthOf({ id })).toMatchObject({
      dormant: true,
      revenue: yuan(40),
      purchases: { count: 1, lastOn: inDays(product.now(), -200) },
    });
  });

  it("comes out the same when rounds are lost, repeated, or done by several at once", async () => {
    if (product.deployed) return;
    const before = await Promise.all(all.map((one) => worthOf(one)));
    const { id } = await created(admin, "/reports/customer-value/runs", undefined);
    // Killed before they could write down how far they were; then the same by three at once.
    for (const round of [1, 1, 2]) await advance(id, round, product.now());
    await Promise.all([1, 2, 3].map(async () => commit(await advance(id, 1, product.now()))));
    await product.drain();
    const done = (await admin.get(`/reports/customer-value/runs/${id}`)).body;
    expect([done.status, done.changed]).toEqual(["done", 0]);
    const after = await Promise.all(all.map((one) => worthOf(one)));
    expect(after.map(({ class: of, rank }) => [of, rank])).toEqual(
      before.map(({ class: of, rank }) => [of, rank]),
    );
  });

  it("is computed by one run at a time, and every night by itself", async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => admin.post("/reports/customer-value/runs")));
    expect(answers.filter(({ status }) => status === 202).length).toBeGreaterThanOrEqual(1);
    for (const { status, body } of answers) {
      if (status === 202) continue;
      expect([status, body.detail]).toEqual([409, expect.stringContaining("a run is under way")]);
    }
    await product.drain();
    if (product.deployed) return;
    await product.cloud.moveClock(new Date(product.now().getTime() + 24 * 3_600_000));
    await product.drain();
    const runs = await admin.all("/reports/customer-value/runs");
    expect(runs.filter(({ why }: Json) => why === "nightly")).toMatchObject([{ status: "done" }]);
    expect(runs.every(({ status }: Json) => status === "done")).toBe(true);
  });
});

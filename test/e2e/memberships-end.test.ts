import { afterAll, expect, it } from "vitest";
import { END_RULES } from "../../lib/memberships/end.ts";
import { REFUND_RULES } from "../../lib/memberships/refund.ts";
import type { Json } from "../makers/client.ts";
import { company, hire } from "../makers/company.ts";
import { inDays, yuan } from "../makers/deal.ts";
import { member, moved, moves, wrongStatements } from "../makers/member.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const people = await company(product);
const admin = product.as(people.admin);
const shop = product.as(people.agent);
afterAll(product.stop);

await admin.put("/settings/top-up-bonus", { bands: [{ from: 100_000, amount: 10_000 }] });
await product.settled();

const end = (of: Json, body: Json, key?: string) => moves(admin, of, "end", body, key);
const statement = (of: Json, ledger: string) =>
  shop.all(`/memberships/${of.customerId}/entries?ledger=${ledger}`);

it("pays out exactly what the customer paid in; bonus, points and what is owed of them go, on the statement", async () => {
  const one = await member(admin);
  await moved(shop, one, "top-ups", { amount: yuan(1_000) });
  await moved(shop, one, "spends", { amount: yuan(700), pay: { storedValue: yuan(300) } });
  await product.drain();
  const cashier = await moves(shop, one, "end", { reason: "迁居外地" });
  expect([cashier.status, cashier.body.detail]).toEqual([403, "your roles do not grant membership:delete"]);

  const silent = await end(one, { reason: "迁居外地" });
  expect([silent.status, silent.body.detail, silent.body.errors[0].pointer]).toEqual([
    422,
    END_RULES.owed(yuan(700)),
    "/paidOut",
  ]);
  const wrong = await end(one, { reason: "迁居外地", paidOut: yuan(800) });
  expect([wrong.status, wrong.body.detail]).toEqual([422, END_RULES.exactly(yuan(700))]);

  const said = { reason: "迁居外地", paidOut: yuan(700) };
  const done = await end(one, said, "end-1");
  expect([done.status, done.calls], JSON.stringify(done.body)).toEqual([200, 2]);
  expect(done.body).toMatchObject({
    membershipId: one.id,
    number: one.number,
    paidOut: yuan(700),
    forfeited: { bonus: yuan(100), points: 700 },
  });
  expect((await end(one, said, "end-1")).body).toEqual(done.body);
  expect((await end(one, said)).status).toBe(404);
  await product.drain();

  expect((await statement(one, "stored-value")).slice(0, 2)).toMatchObject([
    { movement: "end", kind: "forfeited", change: yuan(-100), balance: yuan(0), note: "迁居外地" },
    { movement: "end", kind: "paid-out", change: yuan(-700), balance: yuan(100), bonus: yuan(100) },
  ]);
  expect((await statement(one, "points"))[0]).toMatchObject({ kind: "forfeited", change: -700, balance: 0 });
  const { body: history } = await admin.get(`/memberships/${one.customerId}/history`);
  expect(history.items[0].changes).toContainEqual({ field: "endReason", to: "迁居外地" });
  expect((await shop.get(`/memberships/${one.customerId}`)).status).toBe(404);
  expect((await moves(shop, one, "spends", { amount: yuan(1) })).status).toBe(404);
  expect((await shop.get(`/memberships?number=${one.number}`)).body.items).toEqual([]);
  const { body: overview } = await admin.get(`/customers/${one.customerId}/overview`);
  expect(overview.membership).toBeNull();
  const { body: timeline } = await admin.get(`/customers/${one.customerId}/timeline`);
  expect(timeline.items[0]).toMatchObject({ kind: "membership.ended", data: { reason: "迁居外地" } });
});

it("counts former members no more, and what went with them once", async () => {
  const month = inDays(product.now(), 0).slice(0, 7);
  const report = async () => {
    await product.drain();
    return (await admin.get(`/reports/memberships?month=${month}`)).body.total;
  };
  const one = await member(admin);
  await moved(shop, one, "spends", { amount: yuan(40) });
  const before = await report();
  expect((await end(one, { reason: "本人要求" })).status).toBe(200);
  const after = await report();
  expect([after.members - before.members, after.joined - before.joined]).toEqual([-1, -1]);
  expect([after.ended - before.ended, after.pointsForfeited - before.pointsForfeited]).toEqual([1, 40]);
  const proof = await admin.post("/admin/reconcile", { months: [month] });
  expect([proof.status, proof.body.drifts]).toEqual([200, []]);
});

it("a former member joins again from nothing, under the old number too, and settles nothing twice", async () => {
  const one = await member(admin);
  const { id: topUpId } = await moved(shop, one, "top-ups", { amount: yuan(500), reference: "PAY-OLD" });
  const { id: spendId } = await moved(shop, one, "spends", { amount: yuan(6_000) });
  // All at once: once is enough.
  const ends = await Promise.all(
    Array.from({ length: 4 }, () => end(one, { reason: "换卡", paidOut: yuan(500) })),
  );
  expect(ends.map(({ status }) => status).toSorted()).toEqual([200, 404, 404, 404]);

  const body = { customerId: one.customerId, number: one.number };
  const joins = await Promise.all(Array.from({ length: 4 }, () => shop.post("/memberships", body)));
  expect(joins.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
  const { body: again } = joins.find(({ status }) => status === 201)!;
  expect(again).toMatchObject({
    id: one.id,
    number: one.number,
    tier: "regular",
    qualification: { spend: yuan(0), purchases: 0 },
    storedValue: { balance: yuan(0) },
    points: { balance: 0, owed: 0 },
  });
  const { body: byNumber } = await shop.get(`/memberships?number=${one.number}`);
  expect(byNumber.items.map(({ id }: Json) => id)).toEqual([one.id]);
  const other = await member(admin);
  const taken = await admin.patch(`/memberships/${other.customerId}`, { number: one.number });
  expect([taken.status, taken.body.existingId]).toEqual([409, one.id]);

  await moved(shop, one, "top-ups", { amount: yuan(1_000) });
  for (const what of [{ topUpId }, { spendId }]) {
    const refund = await moves(shop, one, "refunds", what);
    expect([refund.status, refund.body.detail]).toEqual([422, REFUND_RULES.settled]);
  }
  const { tierChange } = await moved(shop, one, "spends", { amount: yuan(5_000) });
  expect(tierChange).toEqual({ from: "regular", to: "advanced" });
  expect(await wrongStatements(shop, one)).toEqual([]);
  await product.drain();
  const { body: timeline } = await admin.get(`/customers/${one.customerId}/timeline`);
  const kinds = timeline.items.map(({ kind }: Json) => kind);
  expect(kinds.filter((kind: string) => kind === "membership.joined")).toHaveLength(2);
});

it("a customer who was a member is deleted like any other", async () => {
  const one = await member(admin);
  expect((await admin.delete(`/customers/${one.customerId}`)).status).toBe(409);
  expect((await end(one, { reason: "注销" })).status).toBe(200);
  await product.drain();
  expect((await admin.delete(`/customers/${one.customerId}`)).status).toBe(204);
});

it("a service manager ends memberships, a salesperson does not", async () => {
  const manager = product.as(await hire(product, { roles: ["service-manager"] }));
  const seller = product.as(await hire(product, { roles: ["salesperson"] }));
  const one = await member(admin);
  expect((await moves(seller, one, "end", { reason: "无关" })).status).toBe(403);
  expect((await moves(manager, one, "end", { reason: "本人要求" })).status).toBe(200);
});

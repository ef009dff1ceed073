import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { ACCOUNT_RULES } from "../../lib/memberships/account.ts";
import { JOIN_RULES } from "../../lib/memberships/join.ts";
import { POINTS_RULES } from "../../lib/memberships/points-rules.ts";
import { REFUND_RULES } from "../../lib/memberships/refund.ts";
import { SPEND_RULES } from "../../lib/memberships/spend.ts";
import type { Json } from "../makers/client.ts";
import { company, hire } from "../makers/company.ts";
import { cheapest, created, fresh, inDays, yuan } from "../makers/deal.ts";
import { member, moved, moves, wrongStatements } from "../makers/member.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const people = await company(product);
const admin = product.as(people.admin);
const shop = product.as(people.agent);
afterAll(product.stop);

await admin.put("/settings/top-up-bonus", {
  bands: [
    { from: 100_000, amount: 10_000 },
    { from: 500_000, basisPoints: 1_500 },
  ],
});
await product.settled();

const fen = (amount: number) => ({ amount, currency: "CNY" });
const path = ({ customerId }: Json) => `/memberships/${customerId}`;
const read = async (of: Json) => (await shop.get(path(of))).body;

describe("a membership", () => {
  it("is joined once a customer, is found by its customer, number, phone and tier, and says what is missing", async () => {
    const phone = "+8613800138411";
    const { id: customerId } = await created(admin, "/customers", { name: fresh("陈晓东"), phone });
    const joined = await shop.post("/memberships", { customerId });
    expect([joined.status, joined.calls], JSON.stringify(joined.body)).toEqual([201, 3]);
    expect(joined.headers.get("location")).toBe(`/memberships/${customerId}`);
    expect(joined.body).toMatchObject({
      id: customerId.replace("cus", "mbr"),
      number: expect.stringMatching(/^VIP-\d{7}$/),
      tier: "regular",
      joinedOn: inDays(product.now(), 0),
      benefits: { name: "普通", discountBasisPoints: 0 },
      nextTier: { key: "advanced", spendMissing: yuan(5_000), purchasesMissing: 5 },
      storedValue: { balance: fen(0), bonus: fen(0) },
    });
    const again = await shop.post("/memberships", { customerId });
    expect([again.status, again.body.existingId]).toEqual([409, joined.body.id]);
    const { number } = joined.body;
    await product.drain();
    const found = await Promise.all([
      shop.get(`/memberships?number=${number}`),
      shop.get(`/memberships?phone=${encodeURIComponent("138 0013 8411")}`),
    ]);
    expect(found.map(({ body }) => body.items.map((item: Json) => item.id))).toEqual([
      [joined.body.id],
      [joined.body.id],
    ]);
    expect(found.every(({ calls }) => product.deployed || calls <= 3)).toBe(true);
    const one = await shop.get(`/memberships/${customerId}`);
    expect([one.status, one.calls, one.headers.get("etag")]).toEqual([200, 1, '"1"']);
    await product.drain();
    const regulars = await shop.all("/memberships?tier=regular");
    expect(regulars.map(({ id }) => id)).toContain(joined.body.id);
    expect(await shop.all("/memberships?tier=supreme-vip")).toEqual([]);
  });

  it("earns points, and rises at once at the spend or at the number of purchases", async () => {
    const bySpend = await member(admin);
    const first = await moves(shop, bySpend, "spends", { amount: yuan(4_999) });
    expect([first.status, first.calls], JSON.stringify(first.body)).toEqual([200, 2]);
    expect(first.body).toMatchObject({
      earned: { points: 4_999 },
      paid: { elsewhere: yuan(4_999) },
      membership: { tier: "regular", points: { balance: 4_999 } },
    });
    expect(first.body.tierChange).toBeUndefined();
    const second = await moved(shop, bySpend, "spends", { amount: fen(100) });
    expect(second).toMatchObject({
      tierChange: { from: "regular", to: "advanced" },
      membership: {
        tier: "advanced",
        benefits: { name: "高级", discountBasisPoints: 200, privileges: ["优先预约"] },
        qualification: { spend: yuan(5_000), purchases: 2 },
        nextTier: { key: "vip", spendMissing: yuan(15_000), purchasesMissing: 18 },
      },
    });
    const byCount = await member(admin);
    for (let bought = 1; bought <= 5; bought += 1) {
      const { membership } = await moved(shop, byCount, "spends", { amount: fen(1) });
      expect(membership.tier).toBe(bought < 5 ? "regular" : "advanced");
      expect(membership.points.balance).toBe(0);
    }
    // One purchase may lift it over a tier, and what follows earns what the new tier earns.
    const rich = await member(admin);
    expect((await moved(shop, rich, "spends", { amount: yuan(20_000) })).tierChange.to).toBe("vip");
    expect((await moved(shop, rich, "spends", { amount: yuan(1) })).earned.points).toBe(2);
    await product.drain();
    const { body } = await shop.get(`/customers/${bySpend.customerId}/timeline`);
    expect(body.items.map(({ kind }: Json) => kind)).toEqual([
      "membership.tier-raised",
      "membership.spend",
      "membership.spend",
      "membership.joined",
      "customer.created",
    ]);
    const { body: overview } = await admin.get(`/customers/${bySpend.customerId}/overview`);
    expect(overview.membership).toMatchObject({ id: bySpend.id, tier: "advanced" });
  });

  it("pays with stored value and points, spends the bonus last, and keeps both ledgers", async () => {
    const one = await member(admin);
    const topped = await moves(shop, one, "top-ups", { amount: yuan(1_000), reference: "PAY-1" });
    expect([topped.status, topped.calls]).toEqual([200, 2]);
    expect(topped.body).toMatchObject({
      bonus: yuan(100),
      membership: { storedValue: { balance: yuan(1_100), bonus: yuan(100) } },
    });
    await moved(shop, one, "spends", { amount: yuan(300) });
    const paid = await moved(shop, one, "spends", {
      amount: yuan(1_100),
      pay: { storedValue: yuan(1_050), points: 200 },
    });
    expect(paid).toMatchObject({
      paid: { storedValue: yuan(1_050), bonus: yuan(50), points: 200, worth: yuan(2), elsewhere: yuan(48) },
      earned: { points: 1_098 },
      membership: {
        storedValue: { balance: yuan(50), bonus: yuan(50) },
        points: { balance: 300 - 200 + 1_098, owed: 0 },
        qualification: { spend: yuan(1_398), purchases: 2 },
      },
    });
    const redeemed = await moves(shop, one, "point-redemptions", { points: 1_000, for: "保温杯一只" });
    expect([redeemed.status, redeemed.calls, redeemed.body.membership.points.balance]).toEqual([200, 2, 198]);

    const points = await cheapest(() => shop.get(`${path(one)}/entries?ledger=points&limit=2`));
    expect(points.calls).toEqual(2);
    expect(points.body.items).toMatchObject([
      { kind: "redeemed", change: -1_000, balance: 198, note: "保温杯一只" },
      { kind: "earned", change: 1_098, balance: 1_198 },
    ]);
    const rest = await shop.get(
      `${path(one)}/entries?ledger=points&limit=2&cursor=${encodeURIComponent(points.body.nextCursor)}`,
    );
    expect(rest.body.items).toMatchObject([
      { kind: "redeemed", change: -200, balance: 100 },
      { kind: "earned", change: 300, balance: 300 },
    ]);
    const stored = await shop.all(`${path(one)}/entries?ledger=stored-value`);
    expect(stored).toMatchObject([
      { kind: "paid", change: fen(-105_000), balance: yuan(50), bonus: yuan(50) },
      { kind: "bonus", change: yuan(100), balance: yuan(1_100) },
      { kind: "topped-up", change: yuan(1_000), balance: yuan(1_000), reference: "PAY-1" },
    ]);
    expect(await wrongStatements(shop, one)).toEqual([]);
  });

  it("takes back points and qualification with a refund, in parts and in all, and the tier falls again", async () => {
    const one = await member(admin, { name: fresh("退货人") });
    const spent = await moved(shop, one, "spends", { amount: yuan(6_000), reference: "POS-1" });
    expect(spent.membership.tier).toBe("advanced");
    await moved(shop, one, "point-redemptions", { points: 5_500, for: "电饭煲" });
    const part = await moves(shop, one, "refunds", {
      spendId: spent.id,
      amount: yuan(1_500),
      note: "退一件",
    });
    expect([part.status, part.calls], JSON.stringify(part.body)).toEqual([200, 2]);
    expect(part.body).toMatchObject({
      of: { id: spent.id, refunded: yuan(1_500) },
      returned: { elsewhere: yuan(1_500), points: 0 },
      takenBack: { points: 1_500, owed: 1_000 },
      tierChange: { from: "advanced", to: "regular" },
      membership: {
        tier: "regular",
        points: { balance: 0, owed: 1_000 },
        qualification: { spend: yuan(4_500), purchases: 1 },
      },
    });
    // What is owed is paid by what is earned next.
    const next = await moved(shop, one, "spends", { amount: yuan(1_200), at: product.now().toISOString() });
    expect(next.membership.points).toMatchObject({ balance: 200, owed: 0 });
    const rest = await moved(shop, one, "refunds", { spendId: spent.id });
    expect(rest).toMatchObject({
      of: { refunded: yuan(6_000) },
      returned: { elsewhere: yuan(4_500) },
      membership: { qualification: { spend: yuan(1_200), purchases: 1 }, tier: "regular" },
    });
    const none = await moves(shop, one, "refunds", { spendId: spent.id });
    expect([none.status, none.body.detail]).toEqual([422, REFUND_RULES.done]);
    expect((await shop.get(`${path(one)}/movements/${spent.id}`)).body).toMatchObject({
      refunded: yuan(6_000),
      reference: "POS-1",
    });
    expect(await wrongStatements(shop, one)).toEqual([]);
    await product.drain();
    const { body } = await shop.get(`/customers/${one.customerId}/timeline`);
    const kinds = body.items.map(({ kind }: Json) => kind);
    // Newest first; what was bought meanwhile had raised it once more.
    expect(kinds.filter((kind: string) => kind.startsWith("membership.tier"))).toEqual([
      "membership.tier-lowered",
      "membership.tier-raised",
      "membership.tier-lowered",
      "membership.tier-raised",
    ]);
  });

  it("gives back what a purchase was paid with, and pays a top-up out only as far as its money is there", async () => {
    const one = await member(admin);
    const topUp = await moved(shop, one, "top-ups", { amount: yuan(1_000) });
    await moved(shop, one, "spends", { amount: yuan(100) });
    const spent = await moved(shop, one, "spends", {
      amount: yuan(500),
      pay: { storedValue: yuan(400), points: 100 },
    });
    const back = await moved(shop, one, "refunds", { spendId: spent.id });
    expect(back.returned).toEqual({ elsewhere: yuan(99), storedValue: yuan(400), points: 100 });
    expect(back.membership.storedValue).toEqual({ balance: yuan(1_100), bonus: yuan(100) });
    expect(back.membership.points.balance).toBe(100);
    const half = await moved(shop, one, "refunds", { topUpId: topUp.id, amount: yuan(500) });
    expect(half).toMatchObject({
      returned: { elsewhere: yuan(500) },
      takenBack: { bonus: yuan(50) },
      membership: { storedValue: { balance: yuan(550), bonus: yuan(50) } },
    });
    await moved(shop, one, "spends", { amount: yuan(200), pay: { storedValue: yuan(200) } });
    const refused = await moves(shop, one, "refunds", { topUpId: topUp.id });
    expect([refused.status, refused.body.detail]).toEqual([422, ACCOUNT_RULES.topUpSpent]);
    expect(await wrongStatements(shop, one)).toEqual([]);
  });

  it("does everything once under a key, and a purchase once under its reference", async () => {
    const one = await member(admin);
    const without = await shop.post(`${path(one)}/spends`, { amount: yuan(1) });
    expect([without.status, without.body.code]).toEqual([400, "idempotency-key-required"]);
    const key = randomUUID();
    const body = { amount: yuan(10), reference: "POS-9" };
    const first = await moves(shop, one, "spends", body, key);
    const again = await moves(shop, one, "spends", body, key);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    const other = await moves(shop, one, "spends", { amount: yuan(11) }, key);
    expect([other.status, other.body.code]).toEqual([422, "idempotency-key-reused"]);
    const twice = await moves(shop, one, "spends", body);
    expect([twice.status, twice.body.code, twice.body.existingId]).toEqual([
      409,
      "already-exists",
      first.body.id,
    ]);
    expect((await read(one)).qualification.purchases).toBe(1);
    const stale = await shop.post(`${path(one)}/spends`, body, { "idempotency-key": "x", "if-match": '"1"' });
    expect(stale.status).toBe(412);
  });

  it("says of every wrong input which rule it breaks", async () => {
    const one = await member(admin, { joinedOn: inDays(product.now(), -10) });
    const topUp = await moved(shop, one, "top-ups", { amount: yuan(10) });
    const refused = async (what: Parameters<typeof moves>[2], body: Json) => {
      const answer = await moves(shop, one, what, body);
      return [answer.status, answer.body.detail];
    };
    const later = new Date(product.now().getTime() + 600_000).toISOString();
    const before = `${inDays(product.now(), -11)}T12:00:00+08:00`;
    const amount = yuan(5);
    expect(await refused("top-ups", { amount: fen(0) })).toEqual([
      400,
      "/amount/amount: must be more than zero",
    ]);
    expect((await refused("top-ups", { amount: { amount: 5, currency: "USD" } }))[0]).toBe(422);
    expect(await refused("spends", { amount, at: later })).toEqual([422, SPEND_RULES.future]);
    expect(await refused("spends", { amount, at: before })).toEqual([422, SPEND_RULES.joined]);
    expect(await refused("spends", { amount, pay: { storedValue: yuan(6) } })).toEqual([
      422,
      SPEND_RULES.paid,
    ]);
    expect(await refused("spends", { amount: yuan(11), pay: { storedValue: yuan(11) } })).toEqual([
      422,
      ACCOUNT_RULES.storedValue,
    ]);
    expect(await refused("spends", { amount, pay: { points: 100 } })).toEqual([422, ACCOUNT_RULES.points]);
    expect(await refused("point-redemptions", { points: 1, for: "x" })).toEqual([422, ACCOUNT_RULES.points]);
    expect(await refused("refunds", {})).toEqual([400, expect.stringContaining(REFUND_RULES.one)]);
    expect(await refused("refunds", { topUpId: topUp.id, amount: yuan(11) })).toEqual([
      422,
      REFUND_RULES.more,
    ]);
    expect((await refused("refunds", { spendId: topUp.id }))[1]).toBe(`there is no spend ${topUp.id}`);
    const tomorrow = inDays(product.now(), 2);
    const joined = await shop.patch(path(one), { joinedOn: tomorrow });
    expect([joined.status, joined.body.detail]).toEqual([422, JOIN_RULES.future]);
    const nobody = await shop.get("/memberships/cus_01JCXW3V7Q8F2M4N6P8R0T2V4X");
    expect([nobody.status, nobody.body.code]).toEqual([404, "not-found"]);
    const unknown = await shop.post("/memberships", { customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X" });
    expect([unknown.status, unknown.body.code]).toEqual([422, "unknown-reference"]);
    expect((await read(one)).version).toBe(2);
    await admin.put("/settings/points-rules", {
      earn: { unit: 100, points: 1, byTier: {} },
      worth: { points: 100, amount: 1 },
      warnDays: 30,
    });
    await product.settled();
    expect(await refused("spends", { amount, pay: { points: 50 } })).toEqual([422, POINTS_RULES.tooFew]);
    expect((await refused("spends", { amount, pay: { points: 150 } }))[1]).toContain("a multiple of 100");
    await admin.post("/settings/points-rules/restore-default");
    await product.settled();
  });

  it("is corrected where it may be, and keeps who changed what", async () => {
    const one = await member(admin);
    const number = fresh("CARD").replaceAll(" ", "-");
    const changed = await shop.patch(path(one), { note: "喜欢周末到店", number });
    expect([changed.status, changed.calls, changed.body.version]).toEqual([200, 2, 2]);
    const other = await member(admin);
    const taken = await shop.patch(path(other), { number });
    expect([taken.status, taken.body.existingId]).toEqual([409, one.id]);
    await product.drain();
    const { body } = await shop.get(`${path(one)}/history`);
    expect(body.items[0]).toMatchObject({ version: 2, by: people.agent.id });
    expect(body.items[0].changes.map(({ field }: Json) => field).sort()).toEqual(["note", "number"]);
  });

  it("belongs to whoever its customer belongs to", async () => {
    const seller = product.as(people.salesperson);
    const { id: customerId } = await created(seller, "/customers", { name: fresh("客户") });
    const { body: one } = await shop.post("/memberships", { customerId });
    expect((await seller.get(`/memberships/${customerId}`)).status).toBe(200);
    expect((await moves(seller, one, "spends", { amount: yuan(1) })).status).toBe(403);
    const southerner = product.as(people.southerner);
    expect((await southerner.get(`/memberships/${customerId}`)).status).toBe(404);
    expect((await southerner.all("/memberships")).length).toBe(0);
    await created(admin, `/customers/${customerId}/assign`, {
      ownerId: people.southerner.id,
      visitBy: inDays(product.now(), 3),
    });
    await product.drain();
    expect((await southerner.get(`/memberships/${customerId}`)).body.customerOwnerId).toBe(
      people.southerner.id,
    );
    expect((await southerner.all("/memberships")).map(({ id }) => id)).toEqual([one.id]);
    expect((await seller.get(`/memberships/${customerId}`)).status).toBe(404);
    expect((await product.as(people.manager).all("/memberships")).map(({ id }) => id)).toContain(one.id);
  });
});

describe("a member's service", () => {
  it("has the level of the tier that the member has when the request is taken in", async () => {
    const short = { firstResponseMinutes: 30, resolutionMinutes: 240, warnBeforeMinutes: 10 };
    const usual = { firstResponseMinutes: 120, resolutionMinutes: 960, warnBeforeMinutes: 30 };
    await admin.put("/settings/service-levels", { levels: { default: usual, vip: short } });
    await product.settled();
    const one = await member(admin);
    const goods = await created(admin, "/products", { name: fresh("热泵"), unitPrice: yuan(10) });
    const card = await created(admin, "/service-cards", {
      customerId: one.customerId,
      productId: goods.id,
      deliveredOn: inDays(product.now(), -3),
    });
    const ask = (body: Json) =>
      created(shop, "/service-requests", {
        type: "repair",
        channel: "phone",
        subject: fresh("异响"),
        ...body,
      });
    expect(await ask({ customerId: one.customerId })).toMatchObject({ tier: "regular", level: usual });
    await moved(shop, one, "spends", { amount: yuan(20_000) });
    expect(await ask({ customerId: one.customerId })).toMatchObject({ tier: "vip", level: short });
    expect(await ask({ serviceCardId: card.id })).toMatchObject({ tier: "vip", level: short });
    const { id } = await created(admin, "/customers", { name: fresh("散客") });
    expect(await ask({ customerId: id })).toMatchObject({ tier: "default", level: usual });
  });
});

describe("many at once", () => {
  it("64 parallel spends of one member never overdraw, and none is lost", async () => {
    const one = await member(admin);
    await moved(shop, one, "top-ups", { amount: yuan(900) });
    const cashiers = await Promise.all([1, 2, 3, 4].map(() => hire(product, { roles: ["operations"] })));
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, index) =>
        moves(product.as(cashiers[index % 4]!), one, "spends", {
          amount: yuan(20),
          pay: { storedValue: yuan(20) },
        }),
      ),
    );
    const done = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.map(({ status, body }) => [status, body.detail])).toEqual(
      Array.from({ length: 19 }, () => [422, ACCOUNT_RULES.storedValue]),
    );
    expect(done.length).toBe(45);
    expect(await read(one)).toMatchObject({
      storedValue: { balance: fen(0), bonus: fen(0) },
      qualification: { spend: yuan(900), purchases: 45 },
      // Twenty purchases make a VIP, who earns twice as much.
      points: { balance: 20 * 20 + 25 * 40 },
    });
    expect(await wrongStatements(shop, one)).toEqual([]);
  });

  it("a spend is refunded once, however many ask", async () => {
    const one = await member(admin);
    const spent = await moved(shop, one, "spends", { amount: yuan(100) });
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => moves(shop, one, "refunds", { spendId: spent.id, amount: yuan(10) })),
    );
    expect(answers.filter(({ status }) => status === 200).length).toBe(10);
    expect(answers.filter(({ body }) => body.detail === REFUND_RULES.done).length).toBe(2);
    expect(await read(one)).toMatchObject({
      points: { balance: 0, owed: 0 },
      qualification: { spend: fen(0), purchases: 0 },
    });
    expect(await wrongStatements(shop, one)).toEqual([]);
  });
});

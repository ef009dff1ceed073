import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer, Json } from "../makers/client.ts";
import { company } from "../makers/company.ts";
import { cheapest, created, fresh, inDays } from "../makers/deal.ts";
import { complete, delivery, goods, line, order } from "../makers/delivery.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;
let pump: Json;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
  pump = await goods(product.as(people.admin), "热泵", 12);
});
afterAll(() => product.stop());

const seller = () => product.as(people.salesperson);
const agent = () => product.as(people.agent);
const day = (days: number) => inDays(product.now(), days);
const statusOf = ({ status, body }: Answer) => [status, body?.detail];
const idsOf = (records: Json[]) => records.map(({ id }) => id);
const customer = (body: Json = {}) => created(seller(), "/customers", { name: fresh("用户"), ...body });

/** A card opened by hand, for goods that somebody else delivered. */
async function card(body: Json = {}): Promise<Json> {
  const customerId = body.customerId ?? (await customer()).id;
  const usual = { customerId, productId: pump.id, deliveredOn: day(-30) };
  return created(agent(), "/service-cards", { ...usual, ...body });
}

describe("a service card opened by hand", () => {
  it("ends its warranty on the same day of the month, or the last of a shorter one", async () => {
    const untils = await Promise.all(
      [
        { deliveredOn: "2025-01-31" },
        { deliveredOn: "2024-02-29" },
        { deliveredOn: "2025-01-31", warrantyMonths: 1 },
        { deliveredOn: "2024-02-29", warrantyMonths: 48 },
        { deliveredOn: "2025-01-31", warrantyMonths: 0 },
      ].map(async (body) => (await card(body)).warrantyUntil),
    );
    expect(untils).toEqual(["2026-01-31", "2025-02-28", "2025-02-28", "2028-02-29", undefined]);
  });

  it("says whether its goods are under warranty today, and why", async () => {
    const until = (body: Json) => card(body).then(({ warranty }) => warranty);
    const fresh = await card();
    expect(fresh.warranty).toEqual({
      verdict: "in-warranty",
      until: fresh.warrantyUntil,
      reason: `in warranty until ${fresh.warrantyUntil}`,
    });
    expect(await until({ deliveredOn: "2024-01-31" })).toEqual({
      verdict: "expired",
      until: "2025-01-31",
      since: "2025-02-01",
      reason: "the warranty expired: there is none since 2025-02-01",
    });
    expect(await until({ warrantyMonths: 0 })).toEqual({
      verdict: "no-warranty",
      reason: "it was sold without a warranty",
    });
  });

  it("keeps the number it is given, and refuses one that another has", async () => {
    const number = fresh("OLD");
    const one = await card({ number });
    expect(one.number).toBe(number);
    const customerId = one.customerId;
    const again = await agent().post("/service-cards", {
      number,
      customerId,
      productId: pump.id,
      deliveredOn: day(-1),
    });
    expect([again.status, again.body.existingId]).toEqual([409, one.id]);
    expect((await card()).number).toMatch(/^SC-\d{4}-\d{6}$/);
  });

  it("refuses what no card can say, and whom the caller may not know", async () => {
    const { id: customerId } = await customer();
    const body = { customerId, productId: pump.id, deliveredOn: day(-1) };
    const post = async (more: Json) => statusOf(await agent().post("/service-cards", { ...body, ...more }));
    expect(await post({ serialNumber: "X", quantity: 2 })).toEqual([
      422,
      "a serial number stands for one unit: its card is for one",
    ]);
    expect(await post({ deliveredOn: day(1) })).toEqual([
      422,
      "a service card is opened once the goods were delivered",
    ]);
    const nobody = "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X";
    expect(await post({ customerId: nobody })).toEqual([422, `there is no customer ${nobody}`]);
    const nothing = "prd_01JCXW3V7Q8F2M4N6P8R0T2V4X";
    expect(await post({ productId: nothing })).toEqual([422, `there is no product ${nothing}`]);
    expect((await post({ deliveredOn: "2025-02-30" }))[0]).toBe(400);
    expect((await seller().post("/service-cards", body)).status).toBe(403);
  });

  it("has a serial number of its own, whoever delivered the goods", async () => {
    const serial = fresh("HAND");
    const one = await card({ serialNumber: serial });
    const placed = await order(seller(), product.as(people.manager), [line(pump, 1)]);
    const planned = await delivery(seller(), placed, [{ plannedOn: day(0) }]);
    const taken = await complete(seller(), planned, 1, { lines: [line(pump, 1, [serial])] });
    expect([taken.status, taken.body.existingId]).toEqual([409, one.id]);

    const free = fresh("HAND");
    expect((await agent().patch(`/service-cards/${one.id}`, { serialNumber: free })).status).toBe(200);
    const delivered = await complete(seller(), planned, 1, { lines: [line(pump, 1, [serial])] });
    expect(delivered.status).toBe(200);
    await product.drain();
    const [opened] = (await agent().get(`/service-cards?serialNumber=${encodeURIComponent(serial)}`)).body
      .items;
    expect(opened).toMatchObject({ deliveryId: planned.id, customerId: placed.customerId });
    const back = await agent().patch(`/service-cards/${one.id}`, { serialNumber: serial });
    expect([back.status, back.body.existingId, back.body.errors[0].pointer]).toEqual([
      409,
      opened.id,
      "/serialNumber",
    ]);
  });
});

describe("a service card", () => {
  it("is corrected, and its warranty follows", async () => {
    const one = await card({ deliveredOn: "2025-03-31", quantity: 4 });
    const path = `/service-cards/${one.id}`;
    const longer = await agent().patch(path, { warrantyMonths: 6, note: "延保另签" });
    expect(longer.body).toMatchObject({
      version: 2,
      warrantyUntil: "2025-09-30",
      note: "延保另签",
      quantity: 4,
    });
    const none = await agent().patch(path, { warrantyMonths: 0 });
    expect([none.body.warrantyUntil, none.body.warranty.verdict]).toEqual([undefined, "no-warranty"]);
    const refused = await agent().patch(path, { serialNumber: "S1" });
    expect(statusOf(refused)).toEqual([422, "a serial number stands for one unit: its card is for one"]);
    expect((await agent().patch(path, { deliveredOn: null })).status).toBe(400);
    expect((await agent().patch(path, { customerId: one.customerId })).status).toBe(400);
    expect((await agent().patch(path, { note: "x" }, { "if-match": '"1"' })).status).toBe(412);
    await product.drain();
    const [latest] = (await agent().get(`${path}/history`)).body.items;
    expect(latest.changes.map(({ field }: Json) => field).sort()).toEqual([
      "warrantyMonths",
      "warrantyUntil",
    ]);
  });

  it("is void for a reason, takes no changes then, and is restored with the warranty it has", async () => {
    const one = await card();
    const path = `/service-cards/${one.id}`;
    expect(statusOf(await agent().post(`${path}/restore`))).toEqual([
      409,
      "only a void service card can be restored; this one is active",
    ]);
    expect((await agent().post(`${path}/void`, {})).status).toBe(400);
    const voided = await agent().post(`${path}/void`, { reason: "用户自行拆机" });
    expect(voided.body).toMatchObject({
      status: "void",
      voidReason: "用户自行拆机",
      warranty: { verdict: "void", reason: "the service card is void: 用户自行拆机" },
    });
    expect(statusOf(await agent().post(`${path}/void`, { reason: "again" }))).toEqual([
      409,
      "the service card is void already",
    ]);
    expect(statusOf(await agent().patch(path, { note: "x" }))).toEqual([
      409,
      "a void service card takes no changes; restore it first",
    ]);
    const restored = await agent().post(`${path}/restore`);
    expect(restored.body).toMatchObject({ status: "active", version: 3, warranty: one.warranty });
    expect([restored.body.voidReason, restored.body.voidedAt]).toEqual([undefined, undefined]);
    await product.drain();
    const { items } = (await agent().get(`/customers/${one.customerId}/timeline`)).body;
    const kinds = items
      .map(({ kind }: Json) => kind)
      .filter((kind: string) => kind.startsWith("service-card"));
    expect(kinds).toEqual(["service-card.restored", "service-card.voided", "service-card.opened"]);
  });

  it("is found by number, serial number, product and the phone of its customer or a contact", async () => {
    const bell = `13${String(product.now().getTime()).slice(-9)}`;
    const lady = `15${String(product.now().getTime()).slice(-9)}`;
    const { id: customerId } = await customer({ phone: bell });
    await created(seller(), `/customers/${customerId}/contacts`, { name: "钱工", phone: `+86 ${lady}` });
    const serialNumber = fresh("FIND");
    const old = await card({ customerId, serialNumber });
    const other = await card({ customerId, quantity: 7 });
    await card();
    await product.drain();
    await agent().get("/service-cards?limit=1");
    const found = async (query: string, most: number) => {
      const { status, calls, body } = await cheapest(() => agent().get(`/service-cards?${query}`));
      expect([query, status, calls]).toEqual([query, 200, most]);
      return idsOf(body.items);
    };
    expect(await found(`number=${other.number}`, 1)).toEqual([other.id]);
    expect(await found(`number=${other.number.toLowerCase()}%20`, 2)).toEqual([other.id]);
    expect(await found(`serialNumber=${encodeURIComponent(serialNumber.toLowerCase())}`, 1)).toEqual([
      old.id,
    ]);
    expect(await found(`customerId=${customerId}`, 1)).toEqual([other.id, old.id]);
    expect((await found(`productId=${pump.id}&status=active`, 1)).slice(1, 3)).toEqual([other.id, old.id]);
    expect(await found(`phone=${bell}`, 3)).toEqual([other.id, old.id]);
    expect(await found(`phone=${encodeURIComponent(`0086-${lady}`)}`, 3)).toEqual([other.id, old.id]);
    expect(await found(`phone=${bell}&serialNumber=${encodeURIComponent(serialNumber)}`, 3)).toEqual([
      old.id,
    ]);
    expect(await found("phone=02161230000", 2)).toEqual([]);
    expect(await found(`phone=${bell}&limit=1`, 3)).toEqual([other.id]);
    const wrong = await agent().get("/service-cards?phone=nothing");
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([400, "query/phone"]);
  });

  it("is read by those who sold, the customer's owner, service and technicians; changed by service alone", async () => {
    const { id: customerId } = await customer();
    const one = await card({ customerId });
    await product.drain();
    const path = `/service-cards/${one.id}`;
    const seen = async (person: Json) => {
      const [read, list] = await Promise.all([
        product.as(person).get(path),
        product.as(person).all(`/service-cards?customerId=${customerId}`),
      ]);
      return [read.status, idsOf(list)];
    };
    for (const person of [people.salesperson, people.manager, people.agent])
      expect(await seen(person)).toEqual([200, [one.id]]);
    expect(await seen(people.southerner)).toEqual([404, []]);
    expect((await seller().patch(path, { note: "x" })).status).toBe(403);
    expect((await seller().post(`${path}/void`, { reason: "x" })).status).toBe(403);
  });

  it("follows its customer's name and owner", async () => {
    const { id: customerId } = await customer();
    const one = await card({ customerId });
    await product.drain();
    const name = fresh("新名");
    expect((await seller().patch(`/customers/${customerId}`, { name })).status).toBe(200);
    const assign = { ownerId: people.southerner.id };
    expect((await product.as(people.admin).post(`/customers/${customerId}/assign`, assign)).status).toBe(200);
    await product.drain();
    const { body } = await product.as(people.southerner).get(`/service-cards/${one.id}`);
    expect([body.customerName, body.customerOwnerId]).toEqual([name, people.southerner.id]);
  });

  it("keeps within its budgets", async () => {
    const { id: customerId } = await customer();
    const body = { customerId, productId: pump.id, deliveredOn: day(-1), serialNumber: fresh("B") };
    const made = await agent().post("/service-cards", body);
    const path = `/service-cards/${made.body.id}`;
    expect([made.status, made.calls]).toEqual([201, 3]);
    for (const [answer, calls] of [
      [await agent().get(path), 1],
      [await agent().patch(path, { note: "n" }), 2],
      [await agent().post(`${path}/void`, { reason: "r" }), 2],
      [await agent().post(`${path}/restore`), 2],
    ] as const)
      expect([answer.status, answer.calls]).toEqual([200, calls]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../makers/client.ts";
import { company, hire } from "../makers/company.ts";
import { catalogue, created, fresh, inDays, opportunity } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const people = await company(product);
const marketer = await hire(product, { name: "何推广", roles: ["marketing"] });
const marketing = product.as(marketer);
const admin = product.as(people.admin);
const manager = product.as(people.manager);
const salesperson = product.as(people.salesperson);
afterAll(product.stop);

const customer = (body: Json) => created(salesperson, "/customers", { name: fresh("客户"), ...body });

/** A customer of the salesperson's with a deal that was won. */
async function buyer(lines: Json, body: Json = {}, wonAt?: string): Promise<Json> {
  const { id } = await customer(body);
  await buy(id, lines, wonAt);
  return id;
}

async function buy(customerId: string, lines: Json, wonAt?: string) {
  const started = wonAt === undefined ? {} : { startedOn: wonAt.slice(0, 10) };
  const deal = await opportunity(salesperson, { customerId, amount: undefined, lines, ...started });
  const won = await manager.post(`/opportunities/${deal.id}/win`, wonAt === undefined ? {} : { wonAt });
  expect(won.status, JSON.stringify(won.body)).toBe(200);
  return deal;
}

const count = async (conditions: Json) => {
  const answer = await marketing.post("/segments/count", { conditions });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.count;
};
/** Who is in an audience. */
async function audience(conditions: Json): Promise<string[]> {
  const segment = await created(marketing, "/segments", { name: fresh("人群"), conditions });
  const found = await marketing.all(`/segments/${segment.id}/customers`);
  const counted = await marketing.post(`/segments/${segment.id}/count`);
  expect(counted.body).toMatchObject({ count: found.length, nextCursor: null });
  return found.map(({ id }: Json) => id);
}

describe("segments", () => {
  const who: Record<string, string> = {};
  let goods: Json;

  beforeAll(async () => {
    goods = await catalogue(admin);
    const [pump, chiller] = [goods.pump, goods.chiller].map(({ id }) => id);
    const line = (productId: Json, quantity: number) => ({ productId, quantity });
    who.gold = await buyer([line(pump, 9), line(chiller, 1)], { region: "上海", tags: ["展会", "老客户"] });
    who.second = await buyer([line(pump, 2)], { region: "苏州", language: "en" });
    who.third = await buyer([line(chiller, 3)], { region: "上海" });
    who.person = await buyer([line(chiller, 2)], { kind: "person", region: "苏州" });
    who.sleeping = await buyer(
      [line(chiller, 1)],
      { tags: ["展会"] },
      `${inDays(product.now(), -300)}T04:00:00.000Z`,
    );
    who.prospect = (await customer({ region: "上海" })).id;
    await buy(who.gold ?? "", [line(pump, 1)]);
    await product.drain();
    await created(admin, "/reports/customer-value/runs", undefined);
    await product.drain();
  });

  const named = (ids: readonly string[]) =>
    ids.map((id) => Object.keys(who).find((name) => who[name] === id)).toSorted();

  it("hold those who fit every condition", async () => {
    for (const [conditions, expected] of [
      [{ everybody: true }, ["gold", "person", "prospect", "second", "sleeping", "third"]],
      [{ classes: ["A"] }, ["gold"]],
      [{ classes: ["C"] }, ["sleeping"]],
      [{ classes: ["A", "C"] }, ["gold", "sleeping"]],
      [{ classes: ["none"] }, ["prospect"]],
      [{ classes: ["none", "A"] }, ["gold", "prospect"]],
      [{ dormant: true }, ["sleeping"]],
      [{ dormant: false, tags: ["展会"] }, ["gold"]],
      [{ regions: ["上海"] }, ["gold", "prospect", "third"]],
      [{ regions: ["上海"], classes: ["B"] }, ["third"]],
      [{ tags: ["展会", "没有"] }, ["gold", "sleeping"]],
      [{ kinds: ["person"] }, ["person"]],
      [{ types: ["intended"] }, ["prospect"]],
      [{ languages: ["en"] }, ["second"]],
      [{ minRevenue: 1_720_000 }, ["gold", "second"]],
      [{ productIds: [goods.pump.id] }, ["gold", "second"]],
      [{ productIds: [goods.pump.id, goods.chiller.id] }, ["gold", "person", "second", "sleeping", "third"]],
      [{ productIds: [goods.chiller.id], regions: ["苏州"] }, ["person"]],
      [{ tiers: ["vip"] }, []],
    ] as const) {
      expect(named(await audience(conditions)), JSON.stringify(conditions)).toEqual(expected);
      expect(await count(conditions)).toBe(expected.length);
    }
  });

  it("hold members by their tier", async () => {
    await created(admin, "/memberships", { customerId: who.person });
    await product.drain();
    expect(named(await audience({ tiers: ["regular"] }))).toEqual(["person"]);
    expect(named(await audience({ tiers: ["regular", "vip"], kinds: ["person"] }))).toEqual(["person"]);
    expect(await count({ tiers: ["supreme-vip"] })).toBe(0);
  });

  it("lose those who bought when their win is undone", async () => {
    const { id } = await customer({});
    const deal = await buy(id, [{ productId: goods.pump.id, quantity: 1 }]);
    await product.drain();
    expect(await count({ productIds: [goods.pump.id] })).toBe(3);
    await created(manager, `/opportunities/${deal.id}/undo-win`, { reason: "录错" });
    await product.drain();
    expect(await count({ productIds: [goods.pump.id] })).toBe(2);
  });

  it("are refused with a sentence where they make no sense", async () => {
    for (const [conditions, pointer, detail] of [
      [{}, "/conditions", "must name a condition, or say everybody"],
      [{ everybody: false }, "/conditions/everybody", "must be true or left out"],
      [{ classes: [] }, "/conditions/classes", "must name at least one"],
      [{ classes: ["D"] }, "/conditions/classes/0", undefined],
      [{ regions: ["上海", "上海"] }, "/conditions/regions", "must name each once"],
      [{ minRevenue: -1 }, "/conditions/minRevenue", "must not be negative"],
      [{ colour: "red" }, "/conditions/colour", "is not a field known here"],
    ] as const) {
      const refused = await marketing.post("/segments", { name: fresh("人群"), conditions });
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, pointer]);
      if (detail !== undefined) expect(refused.body.errors[0].detail).toBe(detail);
    }
    const unknown = await marketing.post("/segments/count", {
      conditions: { productIds: ["prd_01JCXW3V7Q8F2M4N6P8R0T2V4X"] },
    });
    expect([unknown.status, unknown.body.code]).toEqual([422, "unknown-reference"]);
  });

  it("are named once, changed, listed, and deleted", async () => {
    const name = fresh("老客户");
    const segment = await created(marketing, "/segments", { name, conditions: { tags: ["老客户"] } });
    const again = await marketing.post("/segments", { name, conditions: { dormant: true } });
    expect([again.status, again.body.existingId]).toEqual([409, segment.id]);
    const changed = await marketing.patch(`/segments/${segment.id}`, {
      description: "展会来的",
      conditions: { tags: ["展会"], classes: ["A"] },
    });
    expect(changed.body).toMatchObject({ name, description: "展会来的", conditions: { classes: ["A"] } });
    expect((await marketing.patch(`/segments/${segment.id}`, { description: null })).body.description).toBe(
      undefined,
    );
    const stale = await marketing.patch(`/segments/${segment.id}`, { name: "x" }, { "if-match": '"1"' });
    expect(stale.status).toBe(412);
    expect((await marketing.all(`/segments?name=${encodeURIComponent(name)}`)).length).toBe(1);
    await product.drain();
    const history = await marketing.all(`/segments/${segment.id}/history`);
    expect(history[1].changes.map(({ field }: Json) => field)).toContain("conditions");
    expect((await marketing.delete(`/segments/${segment.id}`)).status).toBe(204);
    expect((await marketing.get(`/segments/${segment.id}`)).status).toBe(404);
  });

  it("are read by those who may, and show the customers that their reader reads", async () => {
    const segment = await created(marketing, "/segments", {
      name: fresh("人群"),
      conditions: { everybody: true },
    });
    expect((await salesperson.get("/segments")).status).toBe(403);
    expect((await manager.post("/segments", { name: "x", conditions: { dormant: true } })).status).toBe(403);
    expect((await manager.all(`/segments/${segment.id}/customers`)).length).toBeGreaterThanOrEqual(6);
    const stranger = await hire(product, { name: "外人", roles: ["sales-manager"] });
    expect(await product.as(stranger).all(`/segments/${segment.id}/customers`)).toEqual([]);
  });

  it("are paged through without gap or repetition, however many there are", async () => {
    const ids: string[] = [];
    for (let made = 0; made < 70; made++) ids.push((await customer({ tags: ["批量"] })).id);
    const segment = await created(marketing, "/segments", {
      name: fresh("批量"),
      conditions: { tags: ["批量"] },
    });
    const first = await marketing.get(`/segments/${segment.id}/customers?limit=10`);
    expect(first.body.items.length).toBeGreaterThanOrEqual(10);
    expect(first.body.nextCursor).not.toBe(null);
    const found = await marketing.all(`/segments/${segment.id}/customers`, 10);
    expect(found.map(({ id }: Json) => id).toSorted()).toEqual(ids.toSorted());
    const foreign = await marketing.get(
      `/segments/${segment.id}/customers?limit=10&cursor=${first.body.nextCursor}x`,
    );
    expect([foreign.status, foreign.body.code]).toEqual([400, "invalid-cursor"]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../makers/client.ts";
import { company } from "../makers/company.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
});
afterAll(() => product.stop());

const named = ({ name }: Json) => name;

async function make(body: object, person: { token: string } = people.salesperson): Promise<Json> {
  const answer = await product.as(person).post("/customers", body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

describe("a duplicate", () => {
  it.each([
    ["phone", { phone: "0512-6285 1234" }, { phone: "+86 (512) 62851234" }],
    ["email", { email: "Info@Hengwen.example" }, { email: "info@hengwen.EXAMPLE" }],
    ["name", { name: "ＡＢＣ  暖通" }, { name: " abc 暖通 " }],
  ])("by %s is refused and the other customer named, however it is written", async (field, first, second) => {
    const there = await make({ name: `First by ${field}`, ...first });
    const refused = await product
      .as(people.southerner)
      .post("/customers", { name: `Second by ${field}`, ...second });
    expect([refused.status, refused.body.code, refused.body.existingId]).toEqual([
      409,
      "already-exists",
      there.id,
    ]);
    expect(refused.body.errors).toMatchObject([{ pointer: `/${field}` }]);
    expect(refused.body.detail).toContain(`another customer has this ${field} already: ${there.id}`);
  });

  it("is refused to all but one of those who make it at the same moment", async () => {
    const bodies = Array.from({ length: 12 }, (_, index) => ({
      name: `同时 ${index}`,
      phone: "+8613800000001",
    }));
    const answers = await Promise.all(
      bodies.map((body, index) =>
        product.as(index % 2 === 0 ? people.salesperson : people.southerner).post("/customers", body),
      ),
    );
    const made = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status === 409);
    expect([made.length, refused.length]).toEqual([1, 11]);
    for (const { body } of refused) expect(body.existingId).toBe(made[0]?.body.id);
  });

  it("is accepted when the caller says so, and then changed like any other", async () => {
    const client = product.as(people.salesperson);
    const first = await make({ name: "张伟", kind: "person", phone: "+8613800000002" });
    const answer = await client.post("/customers?allowDuplicate=true", {
      name: "张伟",
      phone: "138-0000-0002",
    });
    expect(answer.status).toBe(201);
    const path = `/customers/${answer.body.id}`;
    expect((await client.patch(path, { notes: "the other one" })).status).toBe(200);
    const taken = await client.patch(path, { name: "First by phone" });
    expect([taken.status, taken.body.errors[0].pointer]).toEqual([409, "/name"]);
    await product.drain();
    const found = await client.all("/customers?phone=13800000002");
    expect(found.map(({ id }) => id).sort()).toEqual([first.id, answer.body.id].sort());
  });

  it("never shares a number, even when it is allowed", async () => {
    const first = await make({ name: "Numbered", number: "OLD-1" });
    const again = await product
      .as(people.salesperson)
      .post("/customers?allowDuplicate=true", { name: "Numbered too", number: "OLD-1" });
    expect([again.status, again.body.existingId]).toEqual([409, first.id]);
  });

  it("ends when the values are given up or the customer is deleted", async () => {
    const client = product.as(people.admin);
    const first = await make(
      { name: "Giver", phone: "+8613800000003", email: "giver@x.example" },
      people.admin,
    );
    const wanting = await make({ name: "Taker" }, people.admin);
    const path = `/customers/${wanting.id}`;
    expect((await client.patch(path, { phone: "13800000003" })).body.existingId).toBe(first.id);
    expect((await client.patch(`/customers/${first.id}`, { phone: null, name: "Giver 2" })).status).toBe(200);
    expect((await client.patch(path, { phone: "13800000003", name: "giver" })).status).toBe(200);
    expect((await client.patch(path, { email: "GIVER@x.example" })).status).toBe(409);
    expect((await client.delete(`/customers/${first.id}`)).status).toBe(204);
    expect((await client.patch(path, { email: "GIVER@x.example" })).body.email).toBe("giver@x.example");
    expect((await make({ name: "Giver 2" })).version).toBe(1);
  });
});

describe("customers are found", () => {
  it("by number at once, and only by those who may read them", async () => {
    const made = await make({ name: "Found by number" });
    const path = `/customers?number=${made.number}`;
    expect((await product.as(people.salesperson).get(path)).body.items).toEqual([made]);
    expect((await product.as(people.manager).get(path)).body.items).toEqual([made]);
    expect((await product.as(people.southerner).get(path)).body).toEqual({ items: [], nextCursor: null });
    expect((await product.as(people.salesperson).get("/customers?number=none")).body.items).toEqual([]);
  });

  it("by phone in any notation, and by e-mail in any case", async () => {
    const made = await make({
      name: "Found by phone",
      phone: "+86 21 6123 4567",
      email: "hello@found.example",
    });
    await product.drain();
    const client = product.as(people.salesperson);
    for (const phone of ["+862161234567", "021-61234567", "（０２１）６１２３４５６７", "0086 21 61234567"]) {
      const found = await client.get(`/customers?phone=${encodeURIComponent(phone)}`);
      expect(found.body.items.map(named), phone).toEqual([made.name]);
    }
    expect((await client.get("/customers?email=HELLO@found.EXAMPLE")).body.items.map(named)).toEqual([
      made.name,
    ]);
    expect((await product.as(people.southerner).get("/customers?phone=02161234567")).body.items).toEqual([]);
    const wrong = await client.get("/customers?phone=letters");
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([400, "query/phone"]);
    await client.patch(`/customers/${made.id}`, { phone: "+862161234568" });
    await product.drain();
    expect((await client.get("/customers?phone=02161234567")).body.items).toEqual([]);
    expect((await client.get("/customers?phone=02161234568")).body.items.map(named)).toEqual([made.name]);
  });

  it("by the beginning of the name in any case and width, in full pages, by each caller's scope", async () => {
    const mine = ["恒温三厂", "恒温一厂", "ＨＥＮＧ west", "heng East"];
    for (const name of mine) await make({ name });
    for (let index = 0; index < 30; index++) await make({ name: `恒温 ${index}` }, people.southerner);
    await product.drain();
    const client = product.as(people.salesperson);
    expect((await client.all("/customers?name=恒温", 1)).map(named)).toEqual(["恒温一厂", "恒温三厂"]);
    expect((await client.all("/customers?name=HENG")).map(named)).toEqual(["heng East", "ＨＥＮＧ west"]);
    expect((await client.all("/customers?name=heng%20e")).map(named)).toEqual(["heng East"]);
    expect(await client.all("/customers?name=厂")).toEqual([]);
    const page = await product.as(people.manager).get("/customers?name=恒温&limit=20");
    expect(page.body.items).toHaveLength(20);
    for (const person of [people.manager, people.admin]) {
      const all = await product.as(person).all("/customers?name=恒温", 7);
      expect(new Set(all.map(named)).size).toBe(32);
      expect(all.map(named)).toEqual([...all.map(named)].sort((a, b) => (a < b ? -1 : 1)));
    }
    expect((await client.get(`/customers?name=${"ﷺ".repeat(200)}`)).status).toBe(400);
    expect((await client.get("/customers?name=%20")).status).toBe(400);
  });

  it("by a name that they bear since a moment ago, and no more by the former", async () => {
    const made = await make({ name: "旧名 公司" });
    await product.as(people.salesperson).patch(`/customers/${made.id}`, { name: "新名 公司" });
    await product.drain();
    for (const person of [people.salesperson, people.admin]) {
      expect(await product.as(person).all("/customers?name=旧名")).toEqual([]);
      expect((await product.as(person).all("/customers?name=新名")).map(named)).toEqual(["新名 公司"]);
    }
  });

  it("by owner, type, region and tag", async () => {
    await make({ name: "Tagged 1", region: "云南", tags: ["vip", "heat"] });
    await make({ name: "Tagged 2", region: "云南", tags: ["heat"] });
    await make({ name: "Tagged 3", region: "云南" }, people.southerner);
    const manager = product.as(people.manager);
    expect((await manager.all("/customers?region=云南")).map(named)).toEqual([
      "Tagged 3",
      "Tagged 2",
      "Tagged 1",
    ]);
    expect((await manager.all("/customers?region=云南&tag=heat&type=intended", 1)).map(named)).toEqual([
      "Tagged 2",
      "Tagged 1",
    ]);
    const ofSoutherner = `/customers?ownerId=${people.southerner.id}&region=云南`;
    expect((await manager.all(ofSoutherner)).map(named)).toEqual(["Tagged 3"]);
    expect(await product.as(people.salesperson).all(ofSoutherner)).toEqual([]);
    expect(await manager.all("/customers?region=云南&type=active")).toEqual([]);
  });
});

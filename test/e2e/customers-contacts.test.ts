import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BIRTHDAY_RULES } from "../../lib/contacts/birthday.ts";
import type { Json } from "../makers/client.ts";
import { company } from "../makers/company.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;
let made = 0;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
});
afterAll(() => product.stop());

async function customer(): Promise<string> {
  const { body } = await product.as(people.salesperson).post("/customers", { name: `客户 ${++made}` });
  return `/customers/${body.id}`;
}

describe("a contact", () => {
  it("is added, read, listed, changed and removed", async () => {
    const client = product.as(people.salesperson);
    const path = await customer();
    const added = await client.post(`${path}/contacts`, {
      name: "沈建国",
      post: "设备部经理",
      roleInDecision: "decision-maker",
      phone: "138 1234 5678",
      email: "Shen@Hengwen.example",
      birthday: { calendar: "lunar", month: 8, day: 15, leapMonth: true },
      age: 52,
      hobbies: "钓鱼",
      personalNeeds: "安静",
      preferredChannel: "wechat",
      careMails: { consent: true, on: "2024-02-29" },
    });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ phone: "+8613812345678", email: "shen@hengwen.example", version: 1 });
    const one = `${path}/contacts/${added.body.id}`;
    expect(added.headers.get("location")).toBe(one);
    expect((await client.get(one)).body).toEqual(added.body);
    const second = await client.post(`${path}/contacts`, { name: "王秘书" });
    expect((await client.get(`${path}/contacts`)).body.items).toEqual([added.body, second.body]);

    const changed = await client.patch(one, { hobbies: null, birthday: { leapMonth: null, year: 1980 } });
    expect(changed.body.birthday).toEqual({ calendar: "lunar", month: 8, day: 15, year: 1980 });
    expect(changed.body).not.toHaveProperty("hobbies");
    expect((await client.patch(one, { name: "沈" }, { "if-match": '"1"' })).status).toBe(412);
    expect((await client.delete(one, { "if-match": '"1"' })).status).toBe(412);
    expect((await client.delete(one)).status).toBe(204);
    expect([(await client.get(one)).status, (await client.delete(one)).status]).toEqual([404, 404]);
    expect((await client.get(`${path}/contacts`)).body.items).toEqual([second.body]);
  });

  it("keeps its history", async () => {
    const client = product.as(people.salesperson);
    const path = await customer();
    const { body } = await client.post(`${path}/contacts`, { name: "旧" });
    await client.patch(`${path}/contacts/${body.id}`, { name: "新" });
    await product.drain();
    const history = await client.get(`${path}/contacts/${body.id}/history`);
    expect(history.body.items[0]).toMatchObject({
      version: 2,
      by: people.salesperson.id,
      changes: [{ field: "name", from: "旧", to: "新" }],
    });
  });

  it("is seen and changed by those who may read and change its customer", async () => {
    const path = await customer();
    const { body } = await product.as(people.salesperson).post(`${path}/contacts`, { name: "Hidden" });
    const one = `${path}/contacts/${body.id}`;
    const stranger = product.as(people.southerner);
    for (const answer of [
      await stranger.get(`${path}/contacts`),
      await stranger.get(one),
      await stranger.get(`${one}/history`),
      await stranger.post(`${path}/contacts`, { name: "Mine" }),
      await stranger.patch(one, { name: "Mine" }),
      await stranger.delete(one),
    ])
      expect(answer.status).toBe(404);
    const finance = product.as(people.finance);
    expect((await finance.get(one)).status).toBe(200);
    expect((await finance.patch(one, { name: "Mine" })).status).toBe(403);
    const elsewhere = await customer();
    expect((await product.as(people.salesperson).get(`${elsewhere}/contacts/${body.id}`)).status).toBe(404);
  });

  it.each([
    [{ calendar: "solar", month: 2, day: 30 }, "/birthday/day", "month 2 has 29 days"],
    [{ calendar: "solar", month: 2, day: 29, year: 2023 }, "/birthday/day", "month 2 has 28 days"],
    [{ calendar: "solar", month: 4, day: 31 }, "/birthday/day", "month 4 has 30 days"],
    [{ calendar: "solar", month: 13, day: 1 }, "/birthday/month", BIRTHDAY_RULES.months],
    [
      { calendar: "solar", month: 5, day: 1, leapMonth: true },
      "/birthday/leapMonth",
      "only the lunar calendar has leap months",
    ],
    [{ calendar: "lunar", month: 1, day: 31 }, "/birthday/day", "a lunar month has at most 30 days"],
    [{ calendar: "lunar", month: 0, day: 1 }, "/birthday/month", BIRTHDAY_RULES.months],
    [{ calendar: "lunar", month: 13, day: 1 }, "/birthday/month", BIRTHDAY_RULES.months],
    [{ calendar: "lunar", month: 5, day: 1, leapMonth: true, year: 1990 }, "/birthday/day", undefined],
    [
      { calendar: "lunar", month: 6, day: 1, leapMonth: true, year: 1990 },
      "/birthday/leapMonth",
      "the lunar year 1990 has no leap month 6",
    ],
    [{ calendar: "gregorian", month: 6, day: 1 }, "/birthday/calendar", expect.any(String)],
  ])("has a birthday that there is: %j", async (birthday, pointer, detail) => {
    const answer = await product
      .as(people.salesperson)
      .post(`${await customer()}/contacts`, { name: "B", birthday });
    if (detail === undefined) expect(answer.status).toBe(201);
    else expect([answer.status, answer.body.errors]).toEqual([400, [{ pointer, detail }]]);
  });

  it.each([
    [{ birthday: { calendar: "solar", month: 12, day: 31, year: 2099 } }, "nobody was born in the future"],
    [{ birthday: { calendar: "lunar", month: 1, day: 1, year: 2099 } }, "nobody was born in the future"],
    [{ careMails: { consent: true, on: "2099-01-01" } }, "nobody consents in the future"],
  ])("says nothing of the future: %j", async (fields, sentence) => {
    const answer = await product
      .as(people.salesperson)
      .post(`${await customer()}/contacts`, { name: "F", ...fields });
    expect([answer.status, answer.body.code, answer.body.detail]).toEqual([422, "rule-broken", sentence]);
  });

  it.each([
    { name: "" },
    { name: "x", age: -1 },
    { name: "x", age: 1.5 },
    { name: "x", phone: "call me" },
    { name: "x", email: "at home" },
    { name: "x", careMails: {} },
    { name: "x", colour: "red" },
    { post: "nobody" },
  ])("is refused when it makes no sense: %j", async (body) => {
    const answer = await product.as(people.salesperson).post(`${await customer()}/contacts`, body);
    expect([answer.status, answer.body.code]).toEqual([400, "invalid-request"]);
  });

  it("consents with a date that changes with the consent alone", async () => {
    const client = product.as(people.salesperson);
    const path = `${await customer()}/contacts`;
    const { body } = await client.post(path, { name: "C", careMails: { consent: true, on: "2024-05-01" } });
    const same = await client.patch(`${path}/${body.id}`, { post: "CEO", careMails: { consent: true } });
    expect(same.body.careMails).toEqual({ consent: true, on: "2024-05-01" });
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(product.now());
    const taken = await client.patch(`${path}/${body.id}`, { careMails: { consent: false } });
    expect(taken.body.careMails).toEqual({ consent: false, on: today });
    expect((await client.post(path, { name: "D", careMails: { consent: true } })).body.careMails.on).toBe(
      today,
    );
  });

  it("is one of at most 100, whoever adds the last ones at once", async () => {
    const client = product.as(people.salesperson);
    const path = `${await customer()}/contacts`;
    const add = (name: string) => client.post(path, { name });
    for (let round = 0; round < 12; round++)
      await Promise.all(Array.from({ length: 8 }, (_, index) => add(`${round}.${index}`)));
    const last = await Promise.all(Array.from({ length: 10 }, (_, index) => add(`last ${index}`)));
    expect(last.filter(({ status }) => status === 201)).toHaveLength(4);
    const refused = last.find(({ status }) => status !== 201);
    expect([refused?.status, refused?.body.detail]).toEqual([409, "a customer has at most 100 contacts"]);
    const { items } = (await client.get(path)).body;
    expect(items).toHaveLength(100);
    await client.delete(`${path}/${items[0].id}`);
    expect((await add("in the freed place")).status).toBe(201);
    expect((await add("one too many")).status).toBe(409);
  });

  it("needs a customer that is there", async () => {
    const client = product.as(people.admin);
    const path = await customer();
    await client.delete(path);
    const answers: Json[] = [
      await client.post(`${path}/contacts`, { name: "x" }),
      await client.get(`${path}/contacts`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });
});

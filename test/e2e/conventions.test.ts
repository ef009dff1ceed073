import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { company } from "../makers/company.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
});
afterAll(() => product.stop());

let made = 0;
const fresh = (more: object = {}) => ({ name: `恒温设备 ${++made}`, ...more });

describe("problems", () => {
  it("name every field and its rule, and change nothing", async () => {
    const answer = await product.as(people.salesperson).post("/customers", {
      name: "",
      employees: -1,
      annualRevenue: { amount: 10.5, currency: "CNY" },
      colour: "red",
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.body).toMatchObject({
      code: "invalid-request",
      status: 400,
      requestId: expect.any(String),
    });
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      "/annualRevenue/amount",
      "/colour",
      "/employees",
      "/name",
    ]);
  });

  it.each([
    ["broken JSON", "{", "application/json", 400, "invalid-json"],
    ["a list", "[]", "application/json", 400, "invalid-request"],
    ["nothing", "", "application/json", 400, "invalid-request"],
    ["a form", "name=x", "application/x-www-form-urlencoded", 415, "unsupported-media-type"],
    ["300 kB", JSON.stringify({ name: "x".repeat(300_000) }), "application/json", 413, "body-too-large"],
    ["a prototype", '{"__proto__":{"admin":true},"name":"x"}', "application/json", 400, "invalid-request"],
  ])("answer %s as a body", async (_, body, type, status, code) => {
    const answer = await product.as(people.salesperson).post("/customers", body, { "content-type": type });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it("refuse another currency than the company's", async () => {
    const answer = await product
      .as(people.salesperson)
      .post("/customers", fresh({ annualRevenue: { amount: 100, currency: "USD" } }));
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      code: "foreign-currency",
      errors: [{ pointer: "/annualRevenue/currency", detail: "must be CNY, the company's base currency" }],
    });
  });

  it("tell an unknown path from a wrong method and an id of another type", async () => {
    const client = product.as(people.salesperson);
    expect((await client.get("/customers/not/a/path")).status).toBe(404);
    const wrongMethod = await client.put("/customers", {});
    expect([wrongMethod.status, wrongMethod.headers.get("allow")]).toEqual([405, "POST, GET"]);
    // No segment is called "count", though one could be read and changed at such a path.
    const noRecord = await client.patch("/segments/count", {});
    expect([noRecord.status, noRecord.headers.get("allow")]).toEqual([405, "POST"]);
    const wrong = await client.get("/customers/opp_01JCXW3V7Q8F2M4N6P8R0T2V4X");
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([400, "path/id"]);
    expect((await client.get("/customers/cus_01JCXW3V7Q8F2M4N6P8R0T2V4X")).status).toBe(404);
  });
});

describe("an Idempotency-Key", () => {
  it("gives the first answer again, however often and at once", async () => {
    const client = product.as(people.salesperson);
    const body = fresh();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => client.post("/customers", body, { "idempotency-key": "k-parallel" })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    const later = await client.post("/customers", body, { "idempotency-key": "k-parallel" });
    expect(later.body).toEqual(answers[0]?.body);
    expect(later.headers.get("idempotent-replayed")).toBe("true");
  });

  it("is refused with another body, and is everybody's own", async () => {
    const client = product.as(people.salesperson);
    await client.post("/customers", fresh(), { "idempotency-key": "k-own" });
    const other = await client.post("/customers", fresh(), { "idempotency-key": "k-own" });
    expect([other.status, other.body.code]).toEqual([422, "idempotency-key-reused"]);
    const colleague = await product
      .as(people.colleague)
      .post("/customers", fresh(), { "idempotency-key": "k-own" });
    expect(colleague.status).toBe(201);
  });

  it("of a refused request can be used again once the request is right", async () => {
    const client = product.as(people.salesperson);
    const taken = fresh();
    await client.post("/customers", taken);
    expect((await client.post("/customers", taken, { "idempotency-key": "k-mend" })).status).toBe(409);
    expect((await client.post("/customers", fresh(), { "idempotency-key": "k-mend" })).status).toBe(201);
  });

  it("must be visible ASCII", async () => {
    const answer = await product
      .as(people.salesperson)
      .post("/customers", fresh(), { "idempotency-key": "a b" });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, "header/Idempotency-Key"]);
  });
});

describe("a version", () => {
  it("is the ETag, and a stale If-Match changes nothing", async () => {
    const client = product.as(people.salesperson);
    const { body } = await client.post("/customers", fresh({ region: "江苏" }));
    const read = await client.get(`/customers/${body.id}`);
    expect(read.headers.get("etag")).toBe('"1"');
    const first = await client.patch(`/customers/${body.id}`, { region: "浙江" }, { "if-match": '"1"' });
    expect([first.status, first.headers.get("etag")]).toEqual([200, '"2"']);
    const stale = await client.patch(`/customers/${body.id}`, { region: "上海" }, { "if-match": '"1"' });
    expect([stale.status, stale.body.code]).toEqual([412, "stale-version"]);
    expect((await client.get(`/customers/${body.id}`)).body.region).toBe("浙江");
    expect((await client.patch(`/customers/${body.id}`, {}, { "if-match": "yesterday" })).status).toBe(400);
  });

  it("lets one of many writers at the same version through", async () => {
    const client = product.as(people.salesperson);
    const { body } = await client.post("/customers", fresh());
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        client.patch(`/customers/${body.id}`, { notes: `writer ${index}` }, { "if-match": '"1"' }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array(7).fill(412)]);
    expect((await client.get(`/customers/${body.id}`)).body.version).toBe(2);
  });
});

describe("lists", () => {
  it("come in full pages that hold every record once, newest first", async () => {
    const client = product.as(people.southerner);
    const created: string[] = [];
    for (let index = 0; index < 23; index++)
      created.unshift((await client.post("/customers", fresh())).body.id);
    const first = await client.get("/customers?limit=10");
    expect(first.body.items).toHaveLength(10);
    const all = await client.all("/customers", 10);
    expect(all.map(({ id }) => id)).toEqual(created);
  });

  it("refuse a cursor that was changed or comes from another list or person", async () => {
    const client = product.as(people.southerner);
    const { nextCursor } = (await client.get("/customers?limit=5")).body;
    const changed = nextCursor.replace(/^./, (first: string) => (first === "A" ? "B" : "A"));
    for (const path of [
      `/customers?limit=5&cursor=${changed}`,
      `/customers?limit=5&region=x&cursor=${nextCursor}`,
      "/customers?cursor=nonsense",
    ]) {
      const answer = await client.get(path);
      expect([path, answer.status, answer.body.code]).toEqual([path, 400, "invalid-cursor"]);
    }
    expect((await product.as(people.salesperson).get(`/customers?limit=5&cursor=${nextCursor}`)).status).toBe(
      400,
    );
    expect((await client.get(`/customers?limit=7&cursor=${nextCursor}`)).status).toBe(200);
  });

  it.each(["limit=0", "limit=101", "limit=ten", "colour=red"])("refuse %s", async (query) => {
    expect((await product.as(people.southerner).get(`/customers?${query}`)).status).toBe(400);
  });
});

describe("numbers", () => {
  it("are unique and without gaps among 60 creations at once", async () => {
    const client = product.as(people.finance);
    expect((await client.post("/customers", fresh())).status).toBe(403);
    const admin = product.as(people.admin);
    const answers = await Promise.all(Array.from({ length: 60 }, () => admin.post("/customers", fresh())));
    const sequence = answers.map(({ body }) => Number(body.number.slice(-5))).sort((a, b) => a - b);
    expect(new Set(sequence).size).toBe(60);
    expect(sequence.at(-1)).toBe((sequence[0] ?? 0) + 59);
  });
});

describe("history and deletion", () => {
  it("keep who changed which field from what to what", async () => {
    const client = product.as(people.salesperson);
    const { body } = await client.post("/customers", fresh({ region: "江苏" }));
    await client.patch(`/customers/${body.id}`, { region: null, industry: "HVAC" });
    await product.drain();
    const history = await client.get(`/customers/${body.id}/history`);
    expect(history.body.items).toHaveLength(2);
    expect(history.body.items[0]).toMatchObject({ version: 2, by: people.salesperson.id });
    expect(history.body.items[0].changes).toEqual(
      expect.arrayContaining([
        { field: "region", from: "江苏" },
        { field: "industry", to: "HVAC" },
      ]),
    );
  });

  it("leave lists and lookups, free the name, and keep the history", async () => {
    const client = product.as(people.admin);
    const body = fresh();
    const { id } = (await client.post("/customers", body)).body;
    expect((await client.post("/customers", body)).body).toMatchObject({
      code: "already-exists",
      existingId: id,
    });
    expect((await client.delete(`/customers/${id}`)).status).toBe(204);
    expect((await client.get(`/customers/${id}`)).status).toBe(404);
    await product.drain();
    expect((await client.get(`/customers/${id}/history`)).body.items).toHaveLength(2);
    expect((await client.post("/customers", body)).status).toBe(201);
  });
});

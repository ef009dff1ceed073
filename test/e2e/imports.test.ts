import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Client, Json, Requester } from "../makers/client.ts";
import { company } from "../makers/company.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;
let admin: Client;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
  admin = product.as(people.admin);
});
afterAll(() => product.stop());

const csv = { "content-type": "text/csv" };

/** A new import of customers with the columns `name`, `phone` and `revenue`. */
async function customersImport(more: object = {}, by: Requester = people.admin): Promise<string> {
  const { status, body } = await product.as(by).post("/imports", {
    resource: "customer",
    columns: { Name: "name", Phone: "phone", Revenue: { field: "annualRevenue", scale: 10_000 } },
    ...more,
  });
  expect([status, body.status]).toEqual([201, "open"]);
  return body.id;
}

const errorsOf = (body: Json) =>
  body.errors.map(({ row, column, rule }: Json) => [row, column, rule].filter(Boolean).join(": "));

describe("an import", () => {
  it("makes a record of each row, and says how far it is", async () => {
    const id = await customersImport({ chunks: 3 });
    const rows = [
      { Name: "导入一号", Phone: "13800138001", Revenue: "1,200.5" },
      { Name: "导入二号", Phone: null, Revenue: 3 },
    ];
    const first = await admin.post(`/imports/${id}/chunks/1`, { rows });
    expect(first.body).toMatchObject({ chunk: 1, rows: 2, created: 2, failed: 0, errors: [] });
    await admin.post(`/imports/${id}/chunks/3`, "Name,Phone,Revenue\n导入三号,,\n", csv);
    const { body } = await admin.get(`/imports/${id}`);
    expect(body.progress).toEqual({
      rows: 3,
      created: 3,
      updated: 0,
      unchanged: 0,
      failed: 0,
      chunks: 2,
      missing: [2],
    });
    const found = await admin.get(`/customers?name=${encodeURIComponent("导入一号")}`);
    expect(found.body.items).toMatchObject([
      {
        phone: "+8613800138001",
        annualRevenue: { amount: 1_200_500_000, currency: "CNY" },
        source: "import",
        ownerId: people.admin.id,
      },
    ]);
  });

  it("takes any chunk again to the same end, whatever was sent at the same moment", async () => {
    const id = await customersImport();
    const rows = Array.from({ length: 60 }, (_, index) => ({
      Name: `重发 ${index}`,
      Phone: null,
      Revenue: index,
    }));
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => admin.post(`/imports/${id}/chunks/1`, { rows })),
    );
    for (const { body } of answers) expect(body).toMatchObject({ rows: 60, failed: 0, errors: [] });
    const again = await admin.post(`/imports/${id}/chunks/1`, { rows });
    expect(again.body).toMatchObject({ rows: 60, created: 60, updated: 0, unchanged: 0 });
    const { body } = await admin.get(`/imports/${id}`);
    expect(body.progress).toMatchObject({ rows: 60, created: 60, failed: 0, chunks: 1 });
    expect(await admin.all(`/customers?name=${encodeURIComponent("重发")}`)).toHaveLength(60);
  });

  it("writes many rows in each call of the database", async () => {
    const id = await customersImport();
    const rows = Array.from({ length: 300 }, (_, index) => ({
      Name: `成批 ${index}`,
      Phone: null,
      Revenue: null,
    }));
    const { body, calls } = await admin.post(`/imports/${id}/chunks/1`, { rows });
    expect(body).toMatchObject({ created: 300 });
    if (product.deployed) return;
    expect(calls).toBeGreaterThan(0);
    expect(calls).toBeLessThan(30);
  });

  it("fails single rows, names row, column and rule, and loses no other", async () => {
    const id = await customersImport();
    const text = [
      "Name,Phone,Revenue",
      "坏行甲,not a phone,1",
      "坏行乙,,one",
      ",,1",
      "ragged,1",
      '"never closed,,5',
      "坏行丙,,-5",
      "好行,,7",
    ].join("\r\n");
    const { body } = await admin.post(`/imports/${id}/chunks/1?firstRow=501`, text, csv);
    expect(errorsOf(body)).toEqual([
      "501: Phone: must be a phone number, with its country code unless it is of the company's country",
      "502: Revenue: must be an amount of CNY with at most 2 decimals",
      "503: Name: must not be empty",
      "504: the row must have 3 values as the header has, not 2",
      "505: Name: a quoted value must be closed by a quote",
      "506: Revenue: must not be negative",
    ]);
    expect(body).toMatchObject({ rows: 7, created: 1, failed: 6 });
    const listed = await admin.all(`/imports/${id}/errors`, 4);
    expect(listed.map(({ row }) => row)).toEqual([501, 502, 503, 504, 505, 506]);
    const download = await admin.get(`/imports/${id}/errors.csv`);
    expect(download.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(download.body).toContain('506,"Revenue","must not be negative","\'-5"');

    const mended = text.replace("not a phone", "13900139001");
    const again = await admin.post(`/imports/${id}/chunks/1?firstRow=501`, mended, csv);
    expect(again.body).toMatchObject({ rows: 7, created: 2, failed: 5 });
    expect((await admin.all(`/imports/${id}/errors`)).map(({ row }) => row)).toEqual([
      502, 503, 504, 505, 506,
    ]);
  });

  it.each([
    ["nothing", "", "the file is empty: it must have a header"],
    ["a header alone", "Name,Phone,Revenue\n", "the chunk has no rows below its header"],
    [
      "another header",
      "Firm,Tel\nx,1\n",
      "the header must have the columns Name, Phone, Revenue; it has Firm, Tel",
    ],
    ["too many rows", `Name,Phone,Revenue\n${"x,,\n".repeat(501)}`, "a chunk has at most 500 rows, not 501"],
  ])("refuses a chunk of %s", async (_, text, detail) => {
    const id = await customersImport();
    const { status, body } = await admin.post(`/imports/${id}/chunks/1`, text, csv);
    expect([status, body.code, body.detail]).toEqual([422, "rule-broken", detail]);
    expect((await admin.get(`/imports/${id}`)).body.progress.chunks).toBe(0);
  });

  it("reads GB18030", async () => {
    const id = await customersImport();
    const text = Buffer.concat([
      Buffer.from("Name,Phone,Revenue\n"),
      Buffer.from([0xb9, 0xd8, 0xcf, 0xb5]),
      Buffer.from(",,\n"),
    ]);
    const damaged = await admin.post(`/imports/${id}/chunks/1`, text, csv);
    expect([damaged.status, damaged.body.detail]).toEqual([
      422,
      "the text was damaged on its way: send what is not UTF-8 as application/octet-stream",
    ]);
    const sent = await admin.post(`/imports/${id}/chunks/1`, text, {
      "content-type": "application/octet-stream",
    });
    expect(sent.body).toMatchObject({ created: 1, failed: 0 });
    expect((await admin.get(`/customers?name=${encodeURIComponent("关系")}`)).body.items).toHaveLength(1);
  });

  it("changes what exists, and says when there is nothing to change", async () => {
    const id = await customersImport({ upsertBy: "phone" });
    const rows = [
      { Name: "更新甲", Phone: "13700137001", Revenue: 1 },
      { Name: "更新乙", Phone: "13700137002", Revenue: 1 },
      { Name: "更新甲改", Phone: "+86 137 0013 7001", Revenue: 1 },
    ];
    const first = await admin.post(`/imports/${id}/chunks/1`, { rows });
    expect(first.body).toMatchObject({ created: 2, updated: 1 });
    const other = await customersImport({ upsertBy: "phone" });
    const second = await admin.post(`/imports/${other}/chunks/1`, { rows: rows.slice(1) });
    expect(second.body).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    await product.drain();
    const { items } = (await admin.get("/customers?phone=13700137001")).body;
    expect(items).toMatchObject([{ name: "更新甲改", version: 2 }]);
  });

  it("names the record that stands in the way of a new one", async () => {
    const id = await customersImport();
    const rows = [
      { Name: "重复", Phone: null, Revenue: null },
      { Name: "重复", Phone: null, Revenue: null },
    ];
    const { body } = await admin.post(`/imports/${id}/chunks/1`, { rows });
    const { items } = (await admin.get(`/customers?name=${encodeURIComponent("重复")}`)).body;
    expect(items).toHaveLength(1);
    expect(body).toMatchObject({
      created: 1,
      failed: 1,
      errors: [{ row: 2, column: "Name", existingId: items[0].id }],
    });
  });

  it("writes nothing in a dry run, and finds the same errors", async () => {
    const rows = [
      { Name: "试运行", Phone: "x", Revenue: 1 },
      { Name: "重复", Phone: null, Revenue: null },
      { Name: "试运行乙", Phone: null, Revenue: null },
      { Name: "试运行乙", Phone: null, Revenue: null },
    ];
    const dry = await customersImport({ dryRun: true });
    const tried = await admin.post(`/imports/${dry}/chunks/1`, { rows });
    expect(await admin.all(`/customers?name=${encodeURIComponent("试运行")}`)).toEqual([]);
    expect((await admin.get(`/imports/${dry}`)).body.progress).toMatchObject({ created: 1, failed: 3 });
    const wet = await customersImport();
    const done = await admin.post(`/imports/${wet}/chunks/1`, { rows });
    expect(tried.body).toMatchObject({ dryRun: true, created: 1, failed: 3 });
    expect(done.body).toMatchObject({ dryRun: false, created: 1, failed: 3 });
    const rule = ({ row, column, rule }: Json) => [row, column, rule.replace(/cus_\w+/, "…")];
    expect(tried.body.errors.map(rule)).toEqual(done.body.errors.map(rule));
  });

  it("finds what cells name, and says which do not exist", async () => {
    const { body } = await admin.post("/imports", {
      resource: "customer",
      columns: { Name: "name", Owner: "owner", Parent: "parent" },
      aliases: { owner: { "Chen X.": people.salesperson.name } },
      onUnknown: { parent: "leave-empty" },
    });
    const sent = await admin.post(`/imports/${body.id}/chunks/1`, {
      rows: [
        { Name: "有主一", Owner: people.colleague.email, Parent: null },
        { Name: "有主二", Owner: "chen x.", Parent: "nobody" },
        { Name: "有主三", Owner: "Nobody Known", Parent: null },
      ],
    });
    expect(errorsOf(sent.body)).toEqual(["3: Owner: must be the name or e-mail of somebody who works here"]);
    const owners = (await admin.all(`/customers?name=${encodeURIComponent("有主")}`)).map(
      ({ ownerId }) => ownerId,
    );
    expect(owners.sort()).toEqual([people.colleague.id, people.salesperson.id].sort());
  });

  it("is refused when its mapping names what is not there", async () => {
    const { status, body } = await admin.post("/imports", {
      resource: "product",
      columns: { A: "nmae" },
      defaults: { colour: "red" },
      upsertBy: "email",
      onUnknown: { category: "create" },
    });
    expect([status, body.code]).toEqual([422, "rule-broken"]);
    expect(body.errors.map(({ pointer }: Json) => pointer)).toEqual([
      "/columns/A",
      "/defaults/colour",
      "/upsertBy",
      "/onUnknown/category",
    ]);
  });

  it.each([
    [{ resource: "opportunities", columns: { A: "name" } }, 400],
    [{ resource: "customer", columns: {} }, 400],
    [{ resource: "customer", columns: { A: [] } }, 400],
    [{ resource: "customer", columns: { A: { field: "name", scale: -1 } } }, 400],
    [{ resource: "customer", columns: { A: { field: "name", template: "no place" } } }, 400],
    [{ resource: "customer", columns: { A: "constructor", B: "name" } }, 422],
    [{ resource: "customer", columns: { A: "name", B: "name" } }, 422],
    [{ resource: "customer", columns: { A: "name" }, aliases: { toString: { a: "b" } } }, 422],
    [{ resource: "customer", columns: { A: "name" }, upsertBy: "number" }, 422],
    [{ resource: "customer", columns: { A: "name" }, colour: "red" }, 400],
    [{ resource: "opportunity", columns: { A: "name" }, onUnknown: { product: "create" } }, 422],
  ])("is refused with a clear answer: %j", async (body, status) => {
    const answer = await admin.post("/imports", body);
    expect([answer.status, answer.body.errors.length > 0]).toEqual([status, true]);
  });

  it.each([
    ["/chunks/0", { rows: [{ Name: "x" }] }, 400],
    ["/chunks/one", { rows: [{ Name: "x" }] }, 400],
    ["/chunks/1?firstRow=0", { rows: [{ Name: "x" }] }, 400],
    ["/chunks/1", { rows: [] }, 400],
    ["/chunks/1", { rows: [{ Name: { deep: 1 } }] }, 400],
    ["/chunks/1", { rows: "x" }, 400],
    ["/chunks/1", [1], 400],
    ["/chunks/1", { rows: [{ Other: "x" }] }, 422],
    ["/chunks/1", { rows: [JSON.parse('{"__proto__":"x","Name":"y","Phone":"z"}')] }, 422],
  ])("refuses what is no chunk: %s %j", async (path, body, status) => {
    const id = await customersImport();
    const answer = await admin.post(`/imports/${id}${path}`, body);
    expect([answer.status, typeof answer.body.detail]).toEqual([status, "string"]);
    expect((await admin.get(`/imports/${id}`)).body.progress.chunks).toBe(0);
  });

  it("is completed once all its chunks are there, and takes no more", async () => {
    const id = await customersImport({ chunks: 2 });
    const rows = [{ Name: "收尾", Phone: null, Revenue: null }];
    await admin.post(`/imports/${id}/chunks/2`, { rows });
    const early = await admin.post(`/imports/${id}/complete`);
    expect([early.status, early.body.detail]).toEqual([409, "chunks are missing: 1"]);
    await admin.post(`/imports/${id}/chunks/1`, { rows: [{ ...rows[0], Name: "收尾一" }] });
    const done = await admin.post(`/imports/${id}/complete`);
    expect(done.body).toMatchObject({ status: "completed", progress: { created: 2, missing: [] } });
    const same = await admin.post(`/imports/${id}/chunks/2`, { rows });
    expect(same.body).toMatchObject({ created: 1 });
    const more = await admin.post(`/imports/${id}/chunks/3`, { rows });
    expect([more.status, more.body.detail]).toEqual([409, "a completed import takes no more rows"]);
  });
});

describe("whoever imports", () => {
  it("acts with their own permissions, row by row", async () => {
    const refused = await product
      .as(people.manager)
      .post("/imports", { resource: "user", columns: { N: "name", E: "email" } });
    expect([refused.status, refused.body.detail]).toEqual([403, "your roles do not let you create a user"]);
    const own = await customersImport({}, people.manager);
    expect((await product.as(people.manager).get(`/imports/${own}`)).status).toBe(200);
    expect((await product.as(people.salesperson).get(`/imports/${own}`)).status).toBe(403);
    const foreign = await customersImport();
    expect((await product.as(people.manager).get(`/imports/${foreign}`)).status).toBe(404);
    const sent = await product
      .as(people.manager)
      .post(`/imports/${foreign}/chunks/1`, { rows: [{ Name: "x", Phone: null, Revenue: null }] });
    expect(sent.status).toBe(404);
  });
});

describe("people and departments", () => {
  it("come in by files too, each to their place", async () => {
    const departments = await admin.post("/imports", {
      resource: "department",
      columns: { Team: "name", Region: "parent" },
      upsertBy: "name",
    });
    const teams = await admin.post(
      `/imports/${departments.body.id}/chunks/1`,
      "Team,Region\n北京组,销售部\n天津组,北京组\n北京组,销售部\n新组,火星\n",
      csv,
    );
    expect(teams.body).toMatchObject({ created: 1, unchanged: 1, failed: 2 });
    const again = await admin.post(
      `/imports/${departments.body.id}/chunks/1`,
      "Team,Region\n北京组,销售部\n天津组,北京组\n北京组,销售部\n新组,火星\n",
      csv,
    );
    expect(again.body).toMatchObject({ created: 2, unchanged: 1, failed: 1 });
    const staff = await admin.post("/imports", {
      resource: "user",
      columns: {
        Name: ["name", { field: "email", template: "{slug}@import.example" }],
        Team: "department",
      },
      defaults: { roles: "salesperson" },
      upsertBy: "email",
    });
    const sent = await admin.post(`/imports/${staff.body.id}/chunks/1`, {
      rows: [
        { Name: "Mei-Mei Johns", Team: "北京组" },
        { Name: "Zane Levy", Team: "北京组" },
      ],
    });
    expect(sent.body).toMatchObject({ created: 2, failed: 0, errors: [] });
    const { items } = (await admin.get("/users?name=Mei-Mei")).body;
    expect(items).toMatchObject([{ email: "mei-mei-johns@import.example", roles: ["salesperson"] }]);
  });
});

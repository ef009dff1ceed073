import { afterAll, describe, expect, test } from "vitest";
import { settings } from "../../lib/settings.ts";
import { hire } from "../makers/company.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const admin = await hire(product, { roles: ["admin"] });
const seller = await hire(product);
const client = product.as(admin);
afterAll(product.stop);

describe.each(settings.map((setting) => [setting.name, setting] as const))(
  "/settings/%s",
  (name, setting) => {
    const path = `/settings/${name}`;

    test("begins as shipped, is replaced as a whole, and restored", async () => {
      const { body, headers } = await client.get(path);
      expect(body).toEqual({
        name,
        value: setting.default,
        default: setting.default,
        isDefault: true,
        version: 0,
      });
      expect(headers.get("etag")).toBe('"0"');
      const replaced = await client.put(path, setting.default, { "if-match": '"0"' });
      expect(replaced.body).toMatchObject({ isDefault: false, version: 1, updatedBy: admin.id });
      expect((await client.put(path, setting.default, { "if-match": '"0"' })).status).toBe(412);
      expect((await client.post(`${path}/restore-default`)).body).toMatchObject({
        isDefault: true,
        version: 2,
      });
      expect((await client.post(`${path}/restore-default`)).status).toBe(409);
    });

    test("refuses what its schema does not know", async () => {
      for (const bad of [{ ...Object(setting.default), colour: "red" }, [], "x", null]) {
        const answer = await client.put(path, bad, { "content-type": "application/json" });
        expect(answer.status).toBe(400);
      }
    });

    test("is read by everybody and changed by administrators", async () => {
      expect((await product.as(seller).get(path)).status).toBe(200);
      expect((await product.as(seller).put(path, setting.default)).status).toBe(403);
    });
  },
);

describe("the company's setting", () => {
  const company = {
    name: "恒温设备",
    timeZone: "Asia/Shanghai",
    baseCurrency: "CNY",
    language: "zh-CN",
    phoneCountry: "CN",
  };

  test("is kept with who changed which field", async () => {
    const { body } = await client.get("/settings/company");
    await client.put("/settings/company", company);
    await product.drain();
    const history = await client.get("/settings/company/history");
    expect(history.body.items[0]).toMatchObject({
      version: body.version + 1,
      by: admin.id,
      changes: expect.arrayContaining([{ field: "name", from: body.value.name, to: "恒温设备" }]),
    });
  });

  test.each([
    ["a zone that is none", { timeZone: "Asia/Nowhere" }, "/timeZone"],
    ["a currency that is none", { baseCurrency: "yuan" }, "/baseCurrency"],
    ["no name", { name: "" }, "/name"],
  ])("takes no %s", async (_, more, pointer) => {
    const answer = await client.put("/settings/company", { ...company, ...more });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer]);
  });

  test("keeps its base currency once there are records with amounts", async () => {
    expect((await client.put("/settings/company", { ...company, baseCurrency: "TWD" })).status).toBe(200);
    await client.put("/settings/company", company);
    await product.as(seller).post("/customers", { name: "第一个客户" });
    const answer = await client.put("/settings/company", { ...company, baseCurrency: "TWD" });
    expect([answer.status, answer.body.detail]).toEqual([
      422,
      "the base currency stays CNY: there are records with amounts in it",
    ]);
  });
});

test("a changed setting holds for the next request", async () => {
  const { body } = await client.get("/settings/numbering");
  await client.put("/settings/numbering", { ...body.value, customer: "K{YY}-{seq:3}" });
  await product.settled();
  const made = await product.as(seller).post("/customers", { name: "新号客户" });
  expect(made.body.number).toMatch(/^K\d\d-\d{3}$/);
  const bad = await client.put("/settings/numbering", { ...body.value, customer: "no sequence" });
  expect([bad.status, bad.body.errors[0].pointer]).toEqual([400, "/customer"]);
});

test("a setting that there is not is not found", async () => {
  expect((await client.get("/settings/weather")).status).toBe(404);
});

import { afterAll, expect, test } from "vitest";
import { lambdas } from "../../../functions/manifest.ts";
import { newId } from "../../../lib/ids/id.ts";
import { company } from "../../makers/company.ts";
import { created } from "../../makers/deal.ts";
import { freshAddress, letter } from "../../makers/letter.ts";
import { type Product, startProduct } from "../../makers/product.ts";

const YEAR = 366 * 86_400_000;
let product: Product | undefined;
afterAll(() => product?.stop());

/** A product in which much is different, and much remembered. */
async function livedIn() {
  product = await startProduct({ lambdas: lambdas.filter(({ trigger }) => trigger.kind !== "cron") });
  const { admin, salesperson } = await company(product);
  const client = product.as(admin);
  const { body } = await client.get("/settings/company");
  const changed = await client.put("/settings/company", { ...body.value, name: "旧公司" });
  expect(changed.status).toBe(200);
  await product.as(salesperson).get("/customers");
  await letter(product, { to: { address: freshAddress() } });
  await product.drain();
  expect(await product.mails()).toHaveLength(1);
  await product.cloud.moveClock(new Date(Date.now() + YEAR));
  newId("customer", product.now());
  return { product, admin };
}

test("the product starts in a process in which another has run, and knows nothing of it", async () => {
  const before = await livedIn();
  await before.product.stop();

  product = await startProduct();
  expect(product.now().getTime()).toBeLessThan(Date.now() + 1_000);
  expect(await product.mails()).toEqual([]);
  expect((await product.as(before.admin).get("/customers")).status).toBe(401);

  const client = product.as((await company(product)).admin);
  expect(JSON.stringify((await client.get("/settings/company")).body)).not.toContain("旧公司");
  const customer = await created(client, "/customers", { name: "新公司" });
  await product.drain();
  expect(await client.all("/customers")).toMatchObject([{ id: customer.id }]);
  expect(product.cloud.deadLetters()).toEqual([]);
  const now = product.now();
  const ids = Array.from({ length: 20 }, () => newId("customer", now));
  expect(ids).toEqual(ids.toSorted());
});

test("who was not stopped is stopped before another starts", async () => {
  const left = await startProduct();
  product = await startProduct();
  await expect(left.anyone.get("/customers")).rejects.toThrow("fetch failed");
  expect((await product.anyone.get("/customers")).status).toBe(401);
});

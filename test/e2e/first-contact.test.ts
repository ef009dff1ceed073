import { afterAll, expect, test } from "vitest";
import { company } from "../makers/company.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const { manager, salesperson, southerner } = await company(product);
afterAll(product.stop);

test("a salesperson's customer is seen by its owner and their manager, and by no other salesperson", async () => {
  const made = await product.as(salesperson).post("/customers", { name: "苏州恒温设备有限公司" });
  expect(made.status).toBe(201);
  const path = `/customers/${made.body.id}`;
  expect((await product.as(manager).get(path)).status).toBe(200);
  expect((await product.as(southerner).get(path)).status).toBe(404);
  expect(await product.as(southerner).all("/customers")).toEqual([]);
  await product.drain();
  const history = await product.as(salesperson).get(`${path}/history`);
  expect(history.body.items).toMatchObject([{ version: 1, by: salesperson.id }]);
});

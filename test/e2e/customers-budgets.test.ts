import { afterAll, expect, test } from "vitest";
import { areas } from "../../functions/api/manifest.ts";
import type { Answer, Json } from "../makers/client.ts";
import { company } from "../makers/company.ts";
import { fresh, yuan } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const people = await company(product);
const client = product.as(people.admin);
const routes = [areas.customers, areas.products, areas.partners, areas.competitors].flatMap(({ routes }) =>
  Object.values(routes),
);
afterAll(product.stop);

const used = new Map<string, number>();

/** An answer that is no success, or took more calls than its route declares (or than is told), fails the test. */
async function within(id: string, request: Promise<Answer>, most?: number): Promise<Json> {
  const budget = most ?? routes.find((route) => route.id === id)?.budget.calls ?? 0;
  const { status, body, calls } = await request;
  expect({ id, status, isSuccess: status < 300 }).toEqual({ id, status, isSuccess: true });
  expect({ id, calls, isWithin: calls <= budget }).toEqual({ id, calls, isWithin: true });
  used.set(id, calls);
  return body;
}

test.skipIf(product.deployed)("customers and the catalogue keep within their budgets", async () => {
  // The signing key of cursors is read once in a process's life: by the first list of two pages.
  for (const name of ["客户", "客户"]) await client.post("/customers", { name: fresh(name) });
  await client.get("/customers?limit=1");

  const parent = await within("customer.create", client.post("/customers", { name: fresh("集团") }), 2);
  const body = {
    name: fresh("客户"),
    parentId: parent.id,
    phone: "021-61234567",
    email: "budget@example.cn",
  };
  const customer = await within("customer.create", client.post("/customers", body));
  const path = `/customers/${customer.id}`;
  await product.drain();
  await within("customer.read", client.get(path), 1);
  await within("customer.list", client.get("/customers?limit=1"), 1);
  for (const wanted of [
    "phone=02161234567",
    "email=budget@example.cn",
    "name=客户",
    `ownerId=${people.admin.id}`,
  ])
    await within("customer.list", client.get(`/customers?limit=1&${wanted}`), 1);
  await within("customer.list", client.get(`/customers?number=${customer.number}`));
  await within("customer.value", client.get(`${path}/value`));
  await within("customer.purchases", client.get(`${path}/purchases?limit=1`));
  await within("customer.update", client.patch(path, { notes: "n" }), 2);
  const other = await within("customer.create", client.post("/customers", { name: fresh("另一") }), 2);
  await within("customer.update", client.patch(`/customers/${other.id}`, { parentId: customer.id }), 4);
  await within("customer.deactivate", client.post(`${path}/deactivate`, { reason: "r" }));
  await within("customer.reactivate", client.post(`${path}/reactivate`));
  await within("customer.assign", client.post(`${path}/assign`, { ownerId: people.salesperson.id }));
  const contact = await within("contact.create", client.post(`${path}/contacts`, { name: "甲" }));
  const one = `${path}/contacts/${contact.id}`;
  await within("contact.update", client.patch(one, { careMails: { consent: true } }));
  await product.drain();
  await within("contact.read", client.get(one));
  await within("contact.list", client.get(`${path}/contacts`));
  await within("contact.history", client.get(`${one}/history`));
  await within("customer.history", client.get(`${path}/history`));
  await within("customer.overview", client.get(`${path}/overview`));
  await within("customer.timeline", client.get(`${path}/timeline?limit=1`));
  await within("contact.remove", client.delete(one));
  await within("customer.remove", client.delete(`/customers/${other.id}`));

  const bodies = { products: { unitPrice: yuan(1), category: "c" }, partners: {}, competitors: {} };
  for (const [area, more] of Object.entries(bodies)) {
    const noun = area.slice(0, -1);
    const made = await within(`${noun}.create`, client.post(`/${area}`, { name: fresh("名"), ...more }));
    await client.post(`/${area}`, { name: fresh("名"), ...more });
    await within(`${noun}.update`, client.patch(`/${area}/${made.id}`, { name: fresh("新名") }));
    await product.drain();
    await within(`${noun}.read`, client.get(`/${area}/${made.id}`));
    await within(`${noun}.list`, client.get(`/${area}?limit=1&name=名`));
    await within(`${noun}.history`, client.get(`/${area}/${made.id}/history`));
    await within(`${noun}.remove`, client.delete(`/${area}/${made.id}`));
  }
  await within("product.list", client.get("/products?limit=1&category=c"));

  expect([...used.keys()].sort()).toEqual(routes.map(({ id }) => id).sort());
});

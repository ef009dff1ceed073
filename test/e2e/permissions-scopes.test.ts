import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Json } from "../makers/client.ts";
import { company, hire, type Staff } from "../makers/company.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const { admin, manager, salesperson, colleague, southerner, finance, departments } = await company(product);
const { sales, east, south, treasury } = departments;
afterAll(product.stop);

/** A role that reads customers of one scope and changes those of another, and somebody of a department who holds it. */
async function clerk(place: { id: string }, read: object, update: object): Promise<Staff> {
  const key = `clerk-${++made}`;
  const role = await product.as(admin).post("/roles", {
    key,
    name: key,
    grants: [
      { resource: "customer", actions: ["read"], ...read },
      { resource: "customer", actions: ["update"], ...update },
    ],
  });
  expect(role.status).toBe(201);
  await product.settled();
  return hire(product, { roles: [key], departmentId: place.id });
}
let made = 0;

const OWN = { scope: "own" };
const ALL = { scope: "all" };
const DEPARTMENT = { scope: "department" };
const BELOW = { scope: "department-and-below" };
const chosen = (...places: { id: string }[]) => ({
  scope: "chosen-departments",
  departmentIds: places.map(({ id }) => id),
});

/** Customers of salesperson and colleague (east), southerner (south), manager (sales), and finance; mixed in time. */
const owned: Record<string, Json[]> = {};

beforeAll(async () => {
  await product.as(admin).patch("/roles/finance", {
    grants: [{ resource: "customer", actions: ["read", "create", "update"], scope: "own" }],
  });
  const owners = { salesperson, colleague, southerner, manager, finance };
  for (let round = 0; round < 4; round += 1) {
    for (const [name, owner] of Object.entries(owners)) {
      const made = await product.as(owner).post("/customers", { name: `${name} 的客户 ${round}` });
      expect(made.status).toBe(201);
      owned[name] = [...(owned[name] ?? []), made.body];
    }
  }
  await product.drain();
});

/** What somebody's list holds, in pages of three. */
async function listed(person: Staff): Promise<string[]> {
  const client = product.as(person);
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const after: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await client.get(`/customers?limit=3${after}`);
    if (body.nextCursor !== null) expect(body.items).toHaveLength(3);
    ids.push(...body.items.map(({ id }: Json) => id));
    cursor = body.nextCursor;
  }
  return ids;
}
const idsOf = (...names: string[]) => names.flatMap((name) => (owned[name] ?? []).map(({ id }) => id));

describe("a list holds what the scope reaches, in full pages, newest first", () => {
  const everybody = ["salesperson", "colleague", "southerner", "manager", "finance"];
  test.each([
    ["own", () => clerk(east, OWN, OWN), []],
    ["the department", () => clerk(east, DEPARTMENT, OWN), ["salesperson", "colleague"]],
    [
      "the department and those below",
      () => clerk(sales, BELOW, OWN),
      ["salesperson", "colleague", "southerner", "manager"],
    ],
    ["chosen departments", () => clerk(treasury, chosen(south, treasury), OWN), ["southerner", "finance"]],
    ["all", () => clerk(south, ALL, OWN), everybody],
  ] as const)("%s", async (_, hired, names) => {
    const person = await hired();
    const ids = await listed(person);
    expect(ids).toEqual(
      idsOf(...names)
        .sort()
        .reverse(),
    );
    const { body } = await product.as(person).get("/customers?name=salesperson");
    expect(body.items.length).toBe(names.some((name) => name === "salesperson") ? 4 : 0);
  });

  test("own, where there is something of one's own", async () => {
    expect(await listed(salesperson)).toEqual(idsOf("salesperson").reverse());
  });
});

describe("one record", () => {
  const path = (name: string) => `/customers/${owned[name]?.[0].id}`;
  const tries = async (person: Staff, name: string) => {
    const client = product.as(person);
    const [read, changed] = await Promise.all([
      client.get(path(name)),
      client.patch(path(name), { notes: `seen ${++made}` }),
    ]);
    return [read.status, changed.status];
  };

  test("beyond what one may read does not exist; within it but beyond what one may change it is forbidden", async () => {
    const reader = await clerk(sales, BELOW, DEPARTMENT);
    expect(await tries(reader, "manager")).toEqual([200, 200]);
    expect(await tries(reader, "southerner")).toEqual([200, 403]);
    expect(await tries(reader, "finance")).toEqual([404, 404]);
    const own = await clerk(east, OWN, ALL);
    expect(await tries(own, "salesperson")).toEqual([404, 404]);
  });

  test("of a chosen department is within reach, whatever one's own department", async () => {
    const auditor = await clerk(treasury, ALL, chosen(south));
    expect(await tries(auditor, "southerner")).toEqual([200, 200]);
    expect(await tries(auditor, "finance")).toEqual([200, 403]);
  });

  test("and its history are hidden together", async () => {
    expect((await product.as(southerner).get(`${path("salesperson")}/history`)).status).toBe(404);
    expect((await product.as(manager).get(`${path("salesperson")}/history`)).status).toBe(200);
  });

  test("that is hidden cannot be told from one that never was", async () => {
    const hidden = await product.as(southerner).get(path("salesperson"));
    const never = await product.as(southerner).get("/customers/cus_01JCXW3V7Q8F2M4N6P8R0T2V4X");
    expect(hidden.status).toBe(never.status);
    const blind = ({ body }: Json) => ({
      ...body,
      requestId: "",
      detail: body.detail.replace(/cus_\w+/, ""),
    });
    expect(blind(hidden)).toEqual(blind(never));
  });
});

test("two roles together reach what either reaches", async () => {
  const hired = [await clerk(east, DEPARTMENT, OWN), await clerk(treasury, chosen(south), ALL)];
  const users = await Promise.all(hired.map(({ id }) => product.as(admin).get(`/users/${id}`)));
  const roles = users.flatMap(({ body }) => body.roles);
  const both = await hire(product, { departmentId: east.id, roles });
  expect(await listed(both)).toEqual(idsOf("salesperson", "colleague", "southerner").sort().reverse());
  const path = `/customers/${owned.southerner?.[0].id}`;
  expect((await product.as(both).patch(path, { notes: "二" })).status).toBe(200);
});

test("a changed role takes effect within seconds, for lists as for records", async () => {
  const person = await clerk(south, OWN, OWN);
  const { body } = await product.as(admin).get(`/users/${person.id}`);
  expect(await listed(person)).toEqual([]);
  const changed = await product.as(admin).patch(`/roles/${body.roles[0]}`, {
    grants: [{ resource: "customer", actions: ["read"], ...DEPARTMENT }],
  });
  expect(changed.status).toBe(200);
  await expect.poll(() => listed(person), { timeout: 8_000 }).toEqual(idsOf("southerner").reverse());
  await product.as(admin).patch(`/roles/${body.roles[0]}`, { grants: [] });
  await expect
    .poll(async () => (await product.as(person).get("/customers")).status, { timeout: 8_000 })
    .toBe(403);
});

test("a department moved elsewhere in the tree takes its records along", async () => {
  const client = product.as(admin);
  const north = await client.post("/departments", { name: "华北销售", parentId: sales.id });
  const northerner = await hire(product, { departmentId: north.body.id });
  const made = await product.as(northerner).post("/customers", { name: "北方客户" });
  await product.settled();
  expect((await product.as(manager).get(`/customers/${made.body.id}`)).status).toBe(200);
  await client.patch(`/departments/${north.body.id}`, { parentId: treasury.id });
  await expect
    .poll(async () => (await product.as(manager).get(`/customers/${made.body.id}`)).status, {
      timeout: 8_000,
    })
    .toBe(404);
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../makers/client.ts";
import { company, hire } from "../makers/company.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;
let made = 0;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
});
afterAll(() => product.stop());

async function customer(fields: object = {}, person: { token: string } = people.salesperson): Promise<Json> {
  const answer = await product.as(person).post("/customers", { name: `客户 ${++made}`, ...fields });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

describe("a customer's life", () => {
  it("begins as intended, ends with a reason, and can go on; every change is dated", async () => {
    const client = product.as(people.salesperson);
    const { id, type, typeSince, createdAt } = await customer();
    expect([type, typeSince]).toEqual(["intended", createdAt]);
    const path = `/customers/${id}`;
    expect((await client.post(`${path}/deactivate`, {})).status).toBe(400);
    expect((await client.post(`${path}/deactivate`, { reason: " " })).status).toBe(400);
    const ended = await client.post(`${path}/deactivate`, { reason: "工厂关闭" });
    expect(ended.body).toMatchObject({
      type: "inactive",
      inactiveReason: "工厂关闭",
      typeBefore: "intended",
    });
    expect(ended.body.typeSince > typeSince).toBe(true);
    const again = await client.post(`${path}/deactivate`, { reason: "twice" });
    expect([again.status, again.body.detail]).toEqual([409, "the customer is inactive already"]);
    const revived = await client.post(`${path}/reactivate`);
    expect(revived.body).toMatchObject({ type: "intended", typeSince: revived.body.updatedAt });
    expect(revived.body).not.toHaveProperty("inactiveReason");
    const awake = await client.post(`${path}/reactivate`);
    expect([awake.status, awake.body.detail]).toEqual([409, "only an inactive customer can be reactivated"]);

    await product.drain();
    const history = await client.get(`${path}/history`);
    expect(
      history.body.items.map(({ changes }: Json) => changes.find(({ field }: Json) => field === "type")),
    ).toEqual([
      { field: "type", from: "inactive", to: "intended" },
      { field: "type", from: "intended", to: "inactive" },
      { field: "type", to: "intended" },
    ]);
  });

  it("cannot be set by hand, nor by those who may not change the customer", async () => {
    const { id } = await customer();
    const client = product.as(people.salesperson);
    expect((await client.patch(`/customers/${id}`, { type: "active" })).status).toBe(400);
    expect((await client.post("/customers", { name: "Born active", type: "active" })).status).toBe(400);
    expect(
      (await product.as(people.finance).post(`/customers/${id}/deactivate`, { reason: "x" })).status,
    ).toBe(403);
    expect(
      (await product.as(people.southerner).post(`/customers/${id}/deactivate`, { reason: "x" })).status,
    ).toBe(404);
  });
});

describe("an assignment", () => {
  it("gives the customer, and a visit that is due and comes with a reminder", async () => {
    const { id, name } = await customer();
    const manager = product.as(people.manager);
    const given = await manager.post(`/customers/${id}/assign`, { ownerId: people.southerner.id });
    expect(given.body).toMatchObject({
      ownerId: people.southerner.id,
      departmentId: people.southerner.departmentId,
      version: 2,
    });
    expect((await product.as(people.salesperson).get(`/customers/${id}`)).status).toBe(404);
    expect((await product.as(people.southerner).get(`/customers/${id}`)).status).toBe(200);
    const tasks = (await product.as(people.southerner).get("/me/tasks?status=open")).body.items;
    expect(tasks).toHaveLength(1);
    expect(tasks[0]).toMatchObject({
      title: `拜访新分配的客户：${name}`,
      origin: "customer",
      customerId: id,
      handlerId: people.southerner.id,
      createdBy: people.manager.id,
    });
    const days = (Date.parse(tasks[0].dueAt) - product.now().getTime()) / 86_400_000;
    expect([days > 6, days < 8, tasks[0].remindAt < tasks[0].dueAt]).toEqual([true, true, true]);
  });

  it("keeps to the date it names", async () => {
    const { id } = await customer();
    const worker = await hire(product, { departmentId: people.departments.east.id, language: "en" });
    const manager = product.as(people.manager);
    const late = await manager.post(`/customers/${id}/assign`, { ownerId: worker.id, visitBy: "2020-01-01" });
    expect([late.status, late.body.detail]).toEqual([422, "a visit is due in the future"]);
    expect((await manager.get(`/customers/${id}`)).body.ownerId).toBe(people.salesperson.id);
    const visitBy = new Date(product.now().getTime() + 86_400_000 * 3).toISOString().slice(0, 10);
    expect((await manager.post(`/customers/${id}/assign`, { ownerId: worker.id, visitBy })).status).toBe(200);
    const [task] = (await product.as(worker).get("/me/tasks?status=open")).body.items;
    expect([task.dueAt, task.remindAt]).toEqual([`${visitBy}T10:00:00.000Z`, `${visitBy}T01:00:00.000Z`]);
    expect(task.title).toMatch(/^Visit your new customer: /);
  });

  it("to its owner, or to oneself, makes no visit", async () => {
    const worker = await hire(product, {
      roles: ["sales-manager"],
      departmentId: people.departments.sales.id,
    });
    const { id } = await customer();
    expect(
      (await product.as(worker).post(`/customers/${id}/assign`, { ownerId: worker.id })).body.version,
    ).toBe(2);
    const same = await product.as(people.manager).post(`/customers/${id}/assign`, { ownerId: worker.id });
    expect([same.status, same.body.version]).toEqual([200, 2]);
    expect((await product.as(worker).get("/me/tasks?status=open")).body.items).toEqual([]);
  });

  it("happens, too, when somebody creates a customer for another", async () => {
    const worker = await hire(product, { departmentId: people.departments.east.id });
    const { id } = await customer({ ownerId: worker.id }, people.manager);
    const tasks = (await product.as(worker).get("/me/tasks?status=open")).body.items;
    expect(tasks.map(({ customerId }: Json) => customerId)).toEqual([id]);
  });

  it("goes to those alone who may read and update it, within the giver's departments", async () => {
    const { id } = await customer();
    const path = `/customers/${id}/assign`;
    const viewer = await hire(product, { roles: ["viewer"], departmentId: people.departments.east.id });
    const manager = product.as(people.manager);
    const unfit = await manager.post(path, { ownerId: viewer.id });
    expect([unfit.status, unfit.body.code, unfit.body.detail]).toEqual([
      422,
      "not-assignable",
      "the person lacks customer:update",
    ]);
    expect((await manager.post(path, { ownerId: people.agent.id })).status).toBe(403);
    expect((await manager.post(path, { ownerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X" })).status).toBe(403);
    const admin = await product.as(people.admin).post(path, { ownerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X" });
    expect([admin.status, admin.body.detail]).toEqual([422, "the person is nobody who works here"]);
    expect((await product.as(people.salesperson).post(path, { ownerId: people.colleague.id })).status).toBe(
      403,
    );
    expect(
      (await product.as(people.salesperson).patch(`/customers/${id}`, { ownerId: people.colleague.id }))
        .status,
    ).toBe(400);
    expect((await product.as(people.salesperson).get(`/customers/${id}`)).body.version).toBe(1);
  });
});

describe("a group of companies", () => {
  it("has a parent that is there, for the caller", async () => {
    const client = product.as(people.salesperson);
    const parent = await customer();
    const hidden = await customer({}, people.southerner);
    expect((await customer({ parentId: parent.id })).parentId).toBe(parent.id);
    const child = await customer();
    for (const parentId of [hidden.id, "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X"]) {
      const refused = [
        await client.post("/customers", { name: "Orphan", parentId }),
        await client.patch(`/customers/${child.id}`, { parentId }),
      ];
      for (const { status, body } of refused)
        expect([status, body.code, body.errors[0].pointer]).toEqual([422, "unknown-reference", "/parentId"]);
    }
    expect((await client.patch(`/customers/${child.id}`, { parentId: parent.id })).status).toBe(200);
    expect((await client.patch(`/customers/${child.id}`, { parentId: null })).body).not.toHaveProperty(
      "parentId",
    );
  });

  it("is no circle", async () => {
    const client = product.as(people.salesperson);
    const top = await customer();
    const middle = await customer({ parentId: top.id });
    const bottom = await customer({ parentId: middle.id });
    for (const parentId of [top.id, middle.id, bottom.id]) {
      const { status, body } = await client.patch(`/customers/${top.id}`, { parentId });
      expect([status, body.detail]).toEqual([
        422,
        "a customer belongs neither to itself nor to one that belongs to it",
      ]);
    }
    expect((await client.patch(`/customers/${bottom.id}`, { parentId: top.id })).status).toBe(200);
  });

  it("does not become a circle when two are put below each other at the same moment", async () => {
    const client = product.as(people.salesperson);
    for (let round = 0; round < 5; round++) {
      const [a, b, c] = [await customer(), await customer(), await customer()];
      const put = (child: Json, parent: Json) =>
        client.patch(`/customers/${child.id}`, { parentId: parent.id });
      const answers = await Promise.all([put(a, b), put(b, c), put(c, a)]);
      const done = answers.filter(({ status }) => status === 200).length;
      expect(done).toBeLessThan(3);
      for (const { status } of answers) expect([200, 409, 422]).toContain(status);
    }
  });

  it("has at most so many levels above one of them", async () => {
    const client = product.as(people.salesperson);
    let above = await customer();
    for (let level = 0; level < 10; level++) above = await customer({ parentId: above.id });
    const { id } = await customer();
    const { status, body } = await client.patch(`/customers/${id}`, { parentId: above.id });
    expect([status, body.detail]).toEqual([422, "a group of companies has at most 10 levels"]);
  });
});

describe("deleting a customer", () => {
  it("takes it out of lists and lookups and keeps its history", async () => {
    const client = product.as(people.admin);
    const { id, number, name } = await customer({}, people.admin);
    expect((await client.delete(`/customers/${id}`)).status).toBe(204);
    await product.drain();
    expect((await client.get(`/customers/${id}`)).status).toBe(404);
    expect((await client.get(`/customers?number=${number}`)).body.items).toEqual([]);
    expect(await client.all(`/customers?name=${name}`)).toEqual([]);
    expect((await client.get(`/customers/${id}/history`)).body.items).toHaveLength(2);
  });

  it("is refused once something was done with it", async () => {
    const client = product.as(people.admin);
    const { id } = await customer({}, people.admin);
    const opportunity = await client.post("/opportunities", { name: "First", customerId: id });
    expect(opportunity.status, JSON.stringify(opportunity.body)).toBe(201);
    const { status, body } = await client.delete(`/customers/${id}`);
    const member = await customer({}, people.admin);
    expect((await client.post("/memberships", { customerId: member.id })).status).toBe(201);
    expect((await client.delete(`/customers/${member.id}`)).body.detail).toBe(body.detail);
    expect([status, body.detail]).toEqual([
      409,
      "a customer with opportunities, orders, service cards, activities or a membership is not deleted; deactivate it instead",
    ]);
  });
});

import { afterAll, describe, expect, test } from "vitest";
import type { Json } from "../makers/client.ts";
import { company, hire, type Staff } from "../makers/company.ts";
import { created, opportunity } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const { admin, manager, salesperson, southerner, finance, departments } = await company(product);
const { east, south } = departments;
afterAll(product.stop);

const tomorrow = () => new Date(product.now().getTime() + 86_400_000).toISOString();

/** Somebody of a department with customers, opportunities, follow-ups and tasks of their own. */
async function worker(customers: number, place = east): Promise<Staff> {
  const person = await hire(product, { departmentId: place.id });
  const client = product.as(person);
  const names = Array.from({ length: customers }, (_, index) => `${person.name} 的客户 ${index}`);
  await Promise.all(names.map((name) => created(client, "/customers", { name })));
  const deal = await opportunity(client, { customer: { name: `${person.name} 的商机客户` } });
  await created(client, `/opportunities/${deal.id}/follow-ups`, {
    method: "visit",
    plannedAt: tomorrow(),
    content: "回访",
  });
  await created(client, "/tasks", { title: "整理资料", dueAt: tomorrow() });
  const done = await created(client, "/tasks", { title: "已做完" });
  await created(client, `/tasks/${done.id}/complete`, { result: "好了" });
  return person;
}

async function finished(person: { id: string }): Promise<Json> {
  await product.drain();
  await expect
    .poll(async () => (await product.as(admin).get(`/users/${person.id}/handover`)).body.status, {
      timeout: 20_000,
    })
    .not.toBe("running");
  return (await product.as(admin).get(`/users/${person.id}/handover`)).body;
}

const mine = (person: Staff, path: string) => product.as(person).all(path);

describe("a handover", () => {
  test("moves everything that is open, page by page, and says how far it is", async () => {
    const leaver = await worker(50);
    const heir = await hire(product, { departmentId: south.id });
    await product.as(admin).post(`/users/${leaver.id}/leave`);
    const started = await product.as(admin).post(`/users/${leaver.id}/handover`, { to: heir.id });
    expect([started.status, started.body.status, started.body.moved]).toEqual([202, "running", {}]);
    expect(await finished(leaver)).toMatchObject({
      status: "done",
      moved: { customer: 51, opportunity: 1, "follow-up": 1, task: 1 },
      finishedAt: expect.any(String),
    });
    const customers = await mine(heir, "/customers");
    expect(customers).toHaveLength(51);
    expect(new Set(customers.map(({ ownerId, departmentId }: Json) => `${ownerId} ${departmentId}`))).toEqual(
      new Set([`${heir.id} ${south.id}`]),
    );
    expect(await mine(heir, "/opportunities")).toHaveLength(1);
    const tasks = await mine(heir, "/tasks");
    expect(tasks.map(({ title }: Json) => title)).toEqual(["整理资料"]);
    await product.drain();
    const history = await product.as(heir).get(`/customers/${customers[0].id}/history`);
    expect(history.body.items[0]).toMatchObject({
      by: admin.id,
      changes: expect.arrayContaining([{ field: "ownerId", from: leaver.id, to: heir.id }]),
    });
    expect((await product.as(admin).post(`/users/${leaver.id}/rejoin`)).status).toBe(200);
    expect((await product.as(admin).post(`/users/${leaver.id}/leave`)).body.stillOwns).toEqual([]);
  });

  test("moves only what is named", async () => {
    const leaver = await worker(2);
    const heir = await hire(product, { departmentId: east.id });
    await product.as(admin).post(`/users/${leaver.id}/handover`, { to: heir.id, resources: ["task"] });
    expect((await finished(leaver)).moved).toEqual({ task: 1 });
    expect(await mine(heir, "/customers")).toEqual([]);
    expect(await mine(leaver, "/customers")).toHaveLength(3);
  });

  test("brings along what is created and changed meanwhile, and doubles nothing", async () => {
    const leaver = await worker(45);
    const heir = await hire(product, { departmentId: east.id });
    const customers = await mine(leaver, "/customers");
    const client = product.as(admin);
    await client.post(`/users/${leaver.id}/handover`, { to: heir.id });
    const late = Array.from({ length: 10 }, (_, index) =>
      client.post("/customers", { name: `${leaver.name} 迟到 ${index}`, ownerId: leaver.id }),
    );
    const touched = customers
      .slice(0, 20)
      .map(({ id }: Json) => client.patch(`/customers/${id}`, { notes: "忙" }));
    for (const { status } of await Promise.all(touched)) expect([200, 412]).toContain(status);
    const arrived = (await Promise.all(late)).filter(({ status }) => status === 201).length;
    const { status, moved } = await finished(leaver);
    const left = (await mine(leaver, "/customers")).length;
    expect([status, moved.customer + left]).toEqual(["done", 46 + arrived]);
    expect(await mine(heir, "/customers")).toHaveLength(moved.customer);
  });

  test("moves a service agent's open complaints, which is no transfer", async () => {
    const leaver = await hire(product, { roles: ["service-agent"], departmentId: departments.service.id });
    const heir = await hire(product, { roles: ["service-agent"], departmentId: departments.service.id });
    const { id: customerId } = await created(product.as(admin), "/customers", { name: "投诉客户" });
    const complain = (content: string) =>
      created(product.as(leaver), "/complaints", { customerId, content, cause: "product-quality" });
    const [open, done] = [await complain("漏水"), await complain("噪音")];
    await product.as(leaver).post(`/complaints/${done.id}/close`, { correctiveAction: "已更换垫圈" });
    await product.as(admin).post(`/users/${leaver.id}/handover`, { to: heir.id });
    expect((await finished(leaver)).moved).toEqual({ complaint: 1 });
    const read = async (id: string) => (await product.as(admin).get(`/complaints/${id}`)).body;
    expect(await read(open.id)).toMatchObject({ handlerId: heir.id, status: "received", transfers: 0 });
    expect(await read(done.id)).toMatchObject({ handlerId: leaver.id, status: "closed" });
  });

  test("is refused to whom the records are no good, naming what is missing", async () => {
    const leaver = await worker(1);
    const answer = await product.as(admin).post(`/users/${leaver.id}/handover`, { to: finance.id });
    expect([answer.status, answer.body.code, answer.body.errors]).toEqual([
      422,
      "not-assignable",
      [{ pointer: "/to", detail: "lacks customer:update" }],
    ]);
    expect((await product.as(admin).get(`/users/${leaver.id}/handover`)).status).toBe(404);
  });

  test("to oneself or to somebody who left is refused", async () => {
    const leaver = await worker(0);
    const self = await product.as(admin).post(`/users/${leaver.id}/handover`, { to: leaver.id });
    expect([self.status, self.body.detail]).toEqual([422, "records are handed over to somebody else"]);
    const gone = await hire(product);
    await product.as(admin).post(`/users/${gone.id}/leave`);
    await product.settled();
    const answer = await product.as(admin).post(`/users/${leaver.id}/handover`, { to: gone.id });
    expect([answer.status, answer.body.code]).toEqual([422, "not-assignable"]);
  });

  test("is a manager's to do within their departments, and nobody else's", async () => {
    const leaver = await worker(1);
    const path = `/users/${leaver.id}/handover`;
    expect((await product.as(salesperson).post(path, { to: salesperson.id })).status).toBe(403);
    const foreign = await worker(0, departments.service);
    expect(
      (await product.as(manager).post(`/users/${foreign.id}/handover`, { to: southerner.id })).status,
    ).toBe(403);
    expect((await product.as(manager).post(path, { to: foreign.id })).status).toBe(403);
    expect((await product.as(manager).post(path, { to: southerner.id })).status).toBe(202);
    expect((await finished(leaver)).status).toBe("done");
  });

  test("runs once at a time for a person, and a repeated key starts no second", async () => {
    const leaver = await worker(50);
    const [one, other] = [await hire(product), await hire(product)];
    const path = `/users/${leaver.id}/handover`;
    const client = product.as(admin);
    const key = { "idempotency-key": "hand-over-once" };
    const answers = await Promise.all([
      client.post(path, { to: one.id }, key),
      client.post(path, { to: one.id }, key),
      client.post(path, { to: other.id }),
    ]);
    const started = answers.filter(({ status }) => status === 202);
    expect(new Set(started.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 409).length + started.length).toBe(3);
    const { status, toId } = await finished(leaver);
    expect(status).toBe("done");
    const heir = toId === one.id ? one : other;
    expect(await mine(heir, "/customers")).toHaveLength(51);
  });
});

test("whoever gets a customer reads what belongs to it, whoever that belongs to; whoever gave it no more", async () => {
  const [giver, heir] = [await worker(0), await hire(product, { departmentId: south.id })];
  const [{ id: customerId }] = await mine(giver, "/customers");
  const { id } = await opportunity(product.as(admin), { customerId, ownerId: southerner.id });
  const read = async (person: Staff) => {
    await product.drain();
    return (await product.as(person).get(`/opportunities/${id}`)).status;
  };
  expect([await read(giver), await read(heir)]).toEqual([200, 404]);
  await product.as(admin).post(`/users/${giver.id}/handover`, { to: heir.id, resources: ["customer"] });
  await finished(giver);
  await expect
    .poll(async () => [await read(giver), await read(heir)], { timeout: 20_000 })
    .toEqual([404, 200]);
});

test("whoever changes department takes their records along, for the new manager to see", async () => {
  const mover = await worker(45);
  const head = await hire(product, { roles: ["sales-manager"], departmentId: south.id });
  expect(await mine(head, `/customers?ownerId=${mover.id}`)).toEqual([]);
  await product.as(admin).patch(`/users/${mover.id}`, { departmentId: south.id });
  expect(await finished(mover)).toMatchObject({ status: "done", fromId: mover.id, toId: mover.id });
  expect(await mine(head, `/customers?ownerId=${mover.id}`)).toHaveLength(46);
  expect(await mine(mover, "/customers")).toHaveLength(46);
});

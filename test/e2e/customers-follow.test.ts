import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { followCustomer } from "../../lib/customers/follow.ts";
import { followers } from "../../lib/followers.ts";
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

const inDays = (days: number) => new Date(product.now().getTime() + days * 86_400_000).toISOString();
const ids = (records: Json[]) => records.map(({ id }) => id).sort();

async function post(
  path: string,
  body: object,
  person: { token: string } = people.salesperson,
): Promise<Json> {
  const answer = await product.as(person).post(path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

/** A customer with an opportunity, a follow-up, a task and an activity, all of the salesperson's. */
async function busy(): Promise<Json> {
  const customer = await post("/customers", { name: `客户 ${++made}` });
  const opportunity = await post("/opportunities", { name: "O", customerId: customer.id });
  const followUp = await post(`/opportunities/${opportunity.id}/follow-ups`, {
    method: "phone",
    plannedAt: inDays(3),
    content: "call",
  });
  const task = await post("/tasks", { title: "T", customerId: customer.id, dueAt: inDays(2) });
  const activity = await post("/activities", { kind: "call", customerId: customer.id, content: "called" });
  return {
    customer,
    paths: [`/opportunities/${opportunity.id}`, `/follow-ups/${followUp.id}`, `/tasks/${task.id}`],
    activity: `/activities/${activity.id}`,
    opportunity,
  };
}

const assign = (customerId: string, owner: { id: string }) =>
  product.as(people.manager).post(`/customers/${customerId}/assign`, { ownerId: owner.id });

describe("when a customer is renamed", () => {
  it("everything that shows its name follows, but for what is a record of the past", async () => {
    const { customer, paths, activity } = await busy();
    const client = product.as(people.salesperson);
    await client.patch(`/customers/${customer.id}`, { name: "改名有限公司" });
    await product.drain();
    for (const path of paths) {
      const { body } = await client.get(path);
      expect([path, body.customerName, body.updatedBy]).toEqual([path, "改名有限公司", "system"]);
    }
    expect((await client.get(activity)).body.customerName).toBe(customer.name);
    const history = await client.get(`${paths[0]}/history`);
    expect(history.body.items[0]).toMatchObject({
      by: "system",
      changes: [{ field: "customerName", from: customer.name, to: "改名有限公司" }],
    });
  });

  it("so does what is made at that very moment", async () => {
    const client = product.as(people.salesperson);
    const { id } = await post("/customers", { name: `客户 ${++made}` });
    await post("/opportunities", { name: "first", customerId: id });
    const renames = Array.from(
      { length: 6 },
      (_, index) => () => client.patch(`/customers/${id}`, { name: `同时改名 ${index}` }),
    );
    const creations = Array.from(
      { length: 12 },
      (_, index) => () => post("/opportunities", { name: `O ${index}`, customerId: id }),
    );
    const all = [
      ...creations.slice(0, 4),
      ...renames.slice(0, 3),
      ...creations.slice(4, 9),
      ...renames.slice(3),
      ...creations.slice(9),
    ];
    await Promise.all(all.map((act) => act()));
    await product.drain();
    const { name } = (await client.get(`/customers/${id}`)).body;
    const children = await client.all(`/opportunities?customerId=${id}`);
    expect(children).toHaveLength(13);
    for (const child of children) expect(child.customerName).toBe(name);
  });
});

describe("when a customer gets another owner", () => {
  it("the new owner sees and lists all that belongs to it, whoever made it; the former owner no longer", async () => {
    const { customer, paths, activity, opportunity } = await busy();
    const southerner = product.as(people.southerner);
    for (const path of [...paths, activity]) expect((await southerner.get(path)).status).toBe(404);
    await assign(customer.id, people.southerner);
    await product.drain();
    for (const path of [...paths, activity]) {
      const { status, body } = await southerner.get(path);
      expect([path, status, body.customerOwnerId]).toEqual([path, 200, people.southerner.id]);
    }
    expect(ids(await southerner.all("/opportunities?status=executing", 1))).toEqual([opportunity.id]);
    expect(ids(await southerner.all("/opportunities"))).toEqual([opportunity.id]);
    expect((await southerner.patch(paths[0] ?? "", { name: "mine" })).status).toBe(403);

    await assign(customer.id, people.colleague);
    await product.drain();
    expect(await southerner.all("/opportunities")).toEqual([]);
    expect((await southerner.get(paths[0] ?? "")).status).toBe(404);
    const colleague = product.as(people.colleague);
    expect(ids(await colleague.all("/opportunities"))).toEqual([opportunity.id]);
    await product.as(people.salesperson).post(`${paths[0]}/lose`, { reason: "price" });
    await product.drain();
    expect(await colleague.all("/opportunities?status=executing")).toEqual([]);
    expect(ids(await colleague.all("/opportunities?status=lost"))).toEqual([opportunity.id]);
  });

  it("pages of one's own and of others' opportunities are full and in order", async () => {
    const { id } = await post("/customers", { name: `客户 ${++made}` });
    const theirs: Json[] = [];
    for (let index = 0; index < 9; index++) {
      theirs.push(await post("/opportunities", { name: `T ${index}`, customerId: id }));
      const own = await post("/customers", { name: `客户 ${++made}` }, people.southerner);
      theirs.push(
        await post("/opportunities", { name: `S ${index}`, customerId: own.id }, people.southerner),
      );
    }
    await assign(id, people.southerner);
    await product.drain();
    const page = await product.as(people.southerner).get("/opportunities?limit=10");
    expect([page.body.items.length, page.body.nextCursor === null]).toEqual([10, false]);
    const all = await product.as(people.southerner).all("/opportunities", 5);
    expect(all.map(({ name }) => name)).toEqual(theirs.map(({ name }) => name).reverse());
  });
});

describe("when it changes again and again, and the events come late, twice and out of order", () => {
  it("all that belongs to it is as the customer is in the end", async () => {
    const { customer, paths, activity } = await busy();
    const admin = product.as(people.admin);
    const owners = [people.southerner, people.colleague, people.salesperson, people.manager];
    const following: Promise<unknown>[] = [];
    for (let round = 0; round < 12; round++) {
      const owner = owners[round % owners.length] ?? people.manager;
      const changes = [
        admin.post(`/customers/${customer.id}/assign`, { ownerId: owner.id }),
        admin.patch(`/customers/${customer.id}`, { name: `第${round}个名字 ${made}` }),
      ];
      // One that is overtaken again and again gives up and would be delivered again.
      const follow = () => followCustomer(customer.id, followers, product.now());
      following.push(Promise.allSettled([follow(), follow()]));
      await Promise.all(changes);
    }
    await Promise.all(following);
    await product.drain();
    await Promise.all([1, 2, 3].map(() => followCustomer(customer.id, followers, product.now())));
    const { name, ownerId } = (await admin.get(`/customers/${customer.id}`)).body;
    for (const path of paths) {
      const { body } = await admin.get(path);
      expect([path, body.customerName, body.customerOwnerId]).toEqual([path, name, ownerId]);
    }
    expect((await admin.get(activity)).body.customerOwnerId).toBe(ownerId);
    const versions = await Promise.all(
      paths.map(async (path: string) => (await admin.get(path)).body.version),
    );
    await followCustomer(customer.id, followers, product.now());
    expect(
      await Promise.all(paths.map(async (path: string) => (await admin.get(path)).body.version)),
    ).toEqual(versions);
  });
});

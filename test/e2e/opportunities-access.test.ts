import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../makers/client.ts";
import { company, hire, type Staff } from "../makers/company.ts";
import { cheapest, created, fresh, opportunity, yuan } from "../makers/deal.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
});
afterAll(() => product.stop());

const ids = (items: Json[]) => items.map(({ id }) => id);

describe("who sees and changes an opportunity", () => {
  it("the owner, the manager, the customer's owner and collaborators read it; the first two change it; for strangers there is none", async () => {
    const { salesperson, colleague, southerner, manager } = people;
    const customer = await created(product.as(salesperson), "/customers", { name: fresh("客户") });
    const owner = await hire(product, {
      roles: ["salesperson", "viewer"],
      departmentId: people.departments.east.id,
    });
    const deal = await opportunity(product.as(owner), {
      customerId: customer.id,
      collaboratorIds: [colleague.id],
    });
    const path = `/opportunities/${deal.id}`;
    await product.drain();
    const reads = async (person: Staff) => (await product.as(person).get(path)).status;
    const changes = async (person: Staff) =>
      (await product.as(person).patch(path, { customerAttitude: 3 })).status;
    const lists = async (person: Staff) =>
      ids(await product.as(person).all("/opportunities")).includes(deal.id);
    for (const [person, read, change, listed] of [
      [owner, 200, 200, true],
      [manager, 200, 200, true],
      [salesperson, 200, 403, true],
      [colleague, 200, 403, true],
      [southerner, 404, 404, false],
      [people.finance, 200, 403, true],
      [people.agent, 403, 403, false],
    ] as const) {
      if (person !== people.agent) expect(await lists(person), person.name).toBe(listed);
      expect([person.name, await reads(person)]).toEqual([person.name, read]);
      expect([person.name, await changes(person)]).toEqual([person.name, change]);
    }
    for (const [method, sub, body] of [
      ["POST", "/lose", { reason: "price" }],
      ["DELETE", "", undefined],
      ["POST", "/assign", { ownerId: southerner.id }],
      ["POST", "/reopen", { reason: "x" }],
      ["POST", "/close", undefined],
    ] as const) {
      expect((await product.as(colleague).send(method, path + sub, body)).status, sub).toBe(403);
    }
    expect((await product.as(southerner).post(`${path}/lose`, { reason: "price" })).status).toBe(404);
    expect((await product.as(southerner).get(`${path}/history`)).status).toBe(404);
    expect((await product.anyone.get(path)).status).toBe(401);

    await product.as(owner).patch(path, { collaboratorIds: null });
    await product.drain();
    expect(await lists(colleague)).toBe(false);
    expect(await reads(colleague)).toBe(404);
  });

  it("a new owner takes the former one's place in list, team and department", async () => {
    const { salesperson, colleague, southerner, manager } = people;
    const deal = await opportunity(product.as(salesperson), {
      salesTeam: [
        { userId: salesperson.id, share: 8_000 },
        { userId: colleague.id, share: 2_000 },
      ],
    });
    const path = `/opportunities/${deal.id}`;
    const assigned = await product.as(manager).post(`${path}/assign`, { ownerId: southerner.id });
    expect(assigned.status).toBe(200);
    expect(assigned.body).toMatchObject({
      ownerId: southerner.id,
      departmentId: southerner.departmentId,
      salesTeam: [
        { userId: southerner.id, share: 8_000 },
        { userId: colleague.id, share: 2_000 },
      ],
    });
    expect(ids(await product.as(southerner).all("/opportunities"))).toContain(deal.id);
    // The customer is still the former owner's.
    expect((await product.as(salesperson).get(path)).status).toBe(200);
    expect((await product.as(salesperson).patch(path, { summary: "x" })).status).toBe(403);
    const unfit = await product.as(manager).post(`${path}/assign`, { ownerId: people.agent.id });
    expect([403, 422]).toContain(unfit.status);
    const missing = await product.as(people.admin).post(`${path}/assign`, { ownerId: people.agent.id });
    expect([missing.status, missing.body.code]).toEqual([422, "not-assignable"]);
    expect(missing.body.errors[0].pointer).toBe("/ownerId");
  });
});

describe("finding opportunities", () => {
  it("filters by status, stage, owner, customer, amount, month, number and quiet, in full pages", async () => {
    const owner = await hire(product, { departmentId: people.departments.east.id });
    const as = product.as(owner);
    const first = await opportunity(as, {
      amount: yuan(10),
      expectedCloseOn: "2027-03-01",
      number: "FIND-1",
    });
    const { customerId } = first;
    const second = await opportunity(as, {
      customerId,
      amount: yuan(20),
      stage: "proposal",
      expectedCloseOn: "2027-03-31",
    });
    const third = await opportunity(as, { customerId, amount: yuan(30), stage: "proposal" });
    await as.post(`/opportunities/${third.id}/lose`, { reason: "price" });
    await opportunity(product.as(people.colleague), { amount: yuan(20) });
    const find = async (query: string, by = as) => ids(await by.all(`/opportunities?${query}`, 2));
    expect(await find("")).toEqual([third.id, second.id, first.id]);
    expect(await find("status=executing")).toEqual([second.id, first.id]);
    expect(await find("stage=proposal")).toEqual([third.id, second.id]);
    expect(await find("minAmount=2000&maxAmount=2500")).toEqual([second.id]);
    expect(await find("closeMonth=2027-03")).toEqual([second.id, first.id]);
    expect(await find("number=FIND-1")).toEqual([first.id]);
    expect(await find(`customerId=${customerId}`)).toEqual([second.id, first.id, third.id]);
    expect(await find(`customerId=${customerId}&status=lost`)).toEqual([third.id]);
    const manager = product.as(people.manager);
    expect(await find(`ownerId=${owner.id}`, manager)).toEqual([third.id, second.id, first.id]);
    expect(await find(`ownerId=${owner.id}`, product.as(people.southerner))).toEqual([]);
    expect(await find(`number=FIND-1`, product.as(people.southerner))).toEqual([]);
    expect(await find("stalledDays=1")).toEqual([]);
    const page = await cheapest(() => as.get("/opportunities?limit=1"));
    expect([page.status, page.calls]).toEqual([200, 4]);
    expect((await cheapest(() => as.get("/opportunities?status=executing"))).calls).toEqual(1);
    const foreign = await manager.get(`/opportunities?limit=1&cursor=${page.body.nextCursor}`);
    expect([foreign.status, foreign.body.code]).toEqual([400, "invalid-cursor"]);
    for (const query of [
      "limit=0",
      "status=open",
      "closeMonth=2027-13",
      "minAmount=-1",
      "minAmount=1.5",
      "stalledDays=0",
      "ownerId=x",
      "colour=red",
    ])
      expect((await as.get(`/opportunities?${query}`)).status, query).toBe(400);
    await product.cloud.moveClock(new Date(product.now().getTime() + 3 * 86_400_000));
    expect(await find("stalledDays=2")).toEqual([second.id, first.id]);
  });
});

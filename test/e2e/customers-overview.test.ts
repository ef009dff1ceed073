import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../makers/client.ts";
import { company, hire } from "../makers/company.ts";
import { cheapest, created, fresh, opportunity, yuan } from "../makers/deal.ts";
import { percent, plan } from "../makers/plan.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
  await plan(product, product.as(people.finance), { rules: [percent(500)] });
});
afterAll(() => product.stop());

const seller = () => product.as(people.salesperson);
const manager = () => product.as(people.manager);
const inDays = (days: number) => new Date(product.now().getTime() + days * 86_400_000).toISOString();
const idsOf = (records: Json[]) => records.map(({ id }) => id);
const kindsOf = (lines: Json[]) => lines.map(({ kind }) => kind);

async function newCustomer(): Promise<Json> {
  return created(seller(), "/customers", { name: fresh("全景客户") });
}

describe("the overview of a customer", () => {
  it("of one that is new holds its profile and that it was created", async () => {
    const customer = await newCustomer();
    await product.drain();
    const { status, body } = await seller().get(`/customers/${customer.id}/overview`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      customer,
      contacts: [],
      opportunities: [],
      purchases: { count: 0, amount: yuan(0) },
      orders: [],
      followUps: [],
      tasks: [],
      activities: [],
      timeline: { items: [{ kind: "customer.created", recordId: customer.id }], nextCursor: null },
    });
  });

  it("holds contacts, what is open, what was bought and what happened, in one call", async () => {
    const { id } = await newCustomer();
    const contacts = [
      await created(seller(), `/customers/${id}/contacts`, { name: "甲" }),
      await created(seller(), `/customers/${id}/contacts`, { name: "乙" }),
    ];
    const open = await opportunity(seller(), { customerId: id });
    const won = await opportunity(seller(), { customerId: id, amount: yuan(700) });
    const again = await opportunity(seller(), { customerId: id, amount: yuan(50) });
    const lost = await opportunity(seller(), { customerId: id });
    for (const deal of [won, again])
      expect((await manager().post(`/opportunities/${deal.id}/win`, {})).status).toBe(200);
    expect(
      (await manager().post(`/opportunities/${again.id}/undo-win`, { reason: "by mistake" })).status,
    ).toBe(200);
    expect((await seller().post(`/opportunities/${lost.id}/lose`, { reason: "price" })).status).toBe(200);
    const plan = (days: number) =>
      created(seller(), `/opportunities/${open.id}/follow-ups`, {
        method: "visit",
        plannedAt: inDays(days),
        content: "see them",
      });
    const followUps = [await plan(2), await plan(5)];
    const cancelled = await plan(4);
    await seller().post(`/follow-ups/${cancelled.id}/cancel`, { reason: "no time" });
    const task = await created(seller(), "/tasks", { title: "T", customerId: id });
    const activity = await created(seller(), "/activities", {
      kind: "visit",
      customerId: id,
      content: "met",
    });
    await product.drain();

    const { body, calls } = await cheapest(() => seller().get(`/customers/${id}/overview`));
    expect(body.customer).toMatchObject({ id, type: "active", wins: 1 });
    expect(idsOf(body.contacts)).toEqual(idsOf(contacts));
    expect(idsOf(body.opportunities).sort()).toEqual([open.id, again.id].sort());
    expect(body.purchases).toEqual({ count: 1, amount: yuan(700) });
    expect(body.orders.map(({ opportunityId, status }: Json) => [opportunityId, status])).toEqual([
      [again.id, "cancelled"],
      [won.id, "placed"],
    ]);
    expect(idsOf(body.followUps)).toEqual(idsOf(followUps));
    expect(idsOf(body.tasks)).toEqual([task.id]);
    expect(idsOf(body.activities)).toEqual([activity.id]);
    const kinds = kindsOf(body.timeline.items);
    for (const kind of [
      "customer.type-changed",
      "contact.added",
      "opportunity.won",
      "opportunity.lost",
      "follow-up.cancelled",
    ])
      expect(kinds).toContain(kind);
    const times = body.timeline.items.map(({ at }: Json) => at);
    expect(times).toEqual([...times].sort().reverse());
    if (!product.deployed) expect(calls).toBe(1);
  });

  it("leaves out what the caller may not read; the owner of the customer reads all", async () => {
    const customer = await newCustomer();
    const mine = await opportunity(seller(), { customerId: customer.id });
    const theirs = await opportunity(manager(), { customerId: customer.id, ownerId: people.southerner.id });
    await manager().post(`/opportunities/${theirs.id}/win`, {});
    const visit = { method: "visit", plannedAt: inDays(1), content: "see them" };
    await created(seller(), `/opportunities/${mine.id}/follow-ups`, visit);
    await product.drain();
    const path = `/customers/${customer.id}`;

    const owner = (await seller().get(`${path}/overview`)).body;
    expect(owner.purchases).toEqual({ count: 1, amount: yuan(1000) });
    expect(owner.orders).toHaveLength(1);
    expect(kindsOf(owner.timeline.items)).toContain("opportunity.won");

    const agent = (await product.as(people.agent).get(`${path}/overview`)).body;
    expect([agent.customer.id, agent.opportunities, agent.followUps]).toEqual([customer.id, [], []]);
    expect([agent.orders.length, agent.purchases.count]).toEqual([1, 1]);
    const steward = await hire(product, { roles: ["technician"] });
    const technician = (await product.as(steward).get(`${path}/overview`)).body;
    expect([technician.orders, technician.purchases]).toEqual([[], null]);
    for (const person of [people.agent, steward])
      for (const kind of kindsOf(await product.as(person).all(`${path}/timeline`, 3)))
        expect(kind).toMatch(/^(customer|order)\./);
    expect((await product.as(people.southerner).get(`${path}/overview`)).status).toBe(404);
    expect((await product.as(people.southerner).get(`${path}/timeline`)).status).toBe(404);
  });

  it("is not there for a customer that is not", async () => {
    const client = product.as(people.admin);
    const { id } = await created(client, "/customers", { name: fresh("gone") });
    await client.delete(`/customers/${id}`);
    for (const unknown of [id, "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X"])
      for (const view of ["overview", "timeline", "contacts"])
        expect((await client.get(`/customers/${unknown}/${view}`)).status).toBe(404);
    expect((await client.get("/customers/opp_01JCXW3V7Q8F2M4N6P8R0T2V4X/overview")).status).toBe(400);
  });
});

describe("the timeline of a customer", () => {
  it("goes on where the overview ends, without gap or repetition", async () => {
    const { id } = await newCustomer();
    for (let index = 0; index < 40; index++) await seller().patch(`/customers/${id}`, { name: fresh("改") });
    await product.drain();
    const path = `/customers/${id}`;
    const overview = (await seller().get(`${path}/overview`)).body;
    expect(overview.timeline.items).toHaveLength(25);
    const cursor = encodeURIComponent(overview.timeline.nextCursor);
    const rest = (await seller().get(`${path}/timeline?cursor=${cursor}&limit=100`)).body;
    expect(rest.nextCursor).toBeNull();
    const all = await seller().all(`${path}/timeline`, 7);
    expect(all).toHaveLength(41);
    expect([...overview.timeline.items, ...rest.items]).toEqual(all);
    expect(all.at(-1)).toMatchObject({ kind: "customer.created", by: people.salesperson.id });
  });

  it("of a customer with more than fits into its overview begins there all the same", async () => {
    const { id } = await newCustomer();
    for (let round = 0; round < 31; round++)
      await Promise.all(
        Array.from({ length: 10 }, () =>
          created(seller(), "/activities", { kind: "call", customerId: id, content: "rang" }),
        ),
      );
    await product.drain();
    const { body } = await seller().get(`/customers/${id}/overview`);
    expect([body.activities.length, body.timeline.items]).toEqual([10, []]);
    const cursor = encodeURIComponent(body.timeline.nextCursor);
    const first = await seller().get(`/customers/${id}/timeline?cursor=${cursor}&limit=5`);
    expect(first.body.items).toHaveLength(5);
    expect(first.body.items).toEqual((await seller().get(`/customers/${id}/timeline?limit=5`)).body.items);
  });

  it("gives its cursors to nobody else and for no other customer", async () => {
    const one = await newCustomer();
    const other = await newCustomer();
    await seller().patch(`/customers/${one.id}`, { name: fresh("新") });
    await product.drain();
    const { nextCursor } = (await seller().get(`/customers/${one.id}/timeline?limit=1`)).body;
    const cursor = encodeURIComponent(nextCursor);
    for (const answer of [
      await manager().get(`/customers/${one.id}/timeline?cursor=${cursor}`),
      await seller().get(`/customers/${other.id}/timeline?cursor=${cursor}`),
      await seller().get(`/customers/${one.id}/timeline?cursor=${cursor}x`),
    ])
      expect([answer.status, answer.body.code]).toEqual([400, "invalid-cursor"]);
  });
});

import { afterAll, describe, expect, it } from "vitest";
import { opportunities } from "../../lib/opportunities/opportunity.ts";
import { commit } from "../../lib/table/commit.ts";
import { query } from "../../lib/table/query.ts";
import { get } from "../../lib/table/read.ts";
import { nextVersion } from "../../lib/table/record.ts";
import { put } from "../../lib/table/write.ts";
import type { Json } from "../makers/client.ts";
import { company } from "../makers/company.ts";
import { created, fresh, opportunity } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const people = await company(product);
afterAll(product.stop);

const ids = (items: Json[]) => items.map(({ id }) => id);
const daysAgo = (days: number) => new Date(product.now().getTime() - days * 86_400_000).toISOString();
const visit = {
  kind: "visit",
  content: "参观机房,客户确认明年更新两台机组",
  accompanying: ["李工"],
  plan: "提交方案",
};

describe("an activity", () => {
  it("is recorded with a customer, listed as it happened, and stands on the customer's timeline", async () => {
    const { salesperson, manager, southerner } = people;
    const customer = await created(product.as(salesperson), "/customers", { name: fresh("客户") });
    const made = await product.as(salesperson).post("/activities", {
      ...visit,
      customerId: customer.id,
      happenedAt: daysAgo(20),
    });
    expect([made.status, made.calls]).toEqual([201, 2]);
    expect(made.body).toMatchObject({ ...visit, performerId: salesperson.id, customerName: customer.name });
    const earlier = await created(product.as(manager), "/activities", {
      kind: "call",
      content: "初次电话",
      customerId: customer.id,
      happenedAt: daysAgo(50),
    });
    await product.drain();
    const path = `/activities?customerId=${customer.id}`;
    expect(ids(await product.as(salesperson).all(path))).toEqual([made.body.id, earlier.id]);
    expect(ids(await product.as(salesperson).all(`${path}&kind=call`))).toEqual([earlier.id]);
    expect(ids(await product.as(salesperson).all("/activities"))).toEqual([earlier.id, made.body.id]);
    expect(ids(await product.as(southerner).all(path))).toEqual([]);
    expect((await product.as(southerner).get(`/activities/${made.body.id}`)).status).toBe(404);
    const lines = await query({ index: "table", key: `timeline#${customer.id}` }, { order: "ascending" });
    expect(lines.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["customer.created", "activity.recorded", "activity.recorded"]),
    );
    const corrected = await product.as(salesperson).patch(`/activities/${made.body.id}`, { plan: null });
    expect([corrected.status, corrected.body.plan]).toEqual([200, undefined]);
    expect((await product.as(manager).delete(`/activities/${earlier.id}`)).status).toBe(204);
    expect((await product.as(manager).get(`/activities/${earlier.id}`)).status).toBe(404);
  });

  it("is found by its opportunity and by who did it", async () => {
    const { salesperson, colleague, southerner } = people;
    const deal = await opportunity(product.as(salesperson));
    const about = await created(product.as(salesperson), "/activities", {
      ...visit,
      opportunityId: deal.id,
      happenedAt: daysAgo(1),
    });
    const found = async (caller: typeof salesperson, filter: string) =>
      ids(await product.as(caller).all(`/activities?${filter}`));
    expect(await found(salesperson, `opportunityId=${deal.id}`)).toEqual([about.id]);
    expect(await found(people.manager, `performerId=${salesperson.id}`)).toContain(about.id);
    expect(await found(people.manager, `performerId=${colleague.id}`)).not.toContain(about.id);
    expect(await found(southerner, `opportunityId=${deal.id}`)).toEqual([]);
    expect(await found(southerner, `performerId=${salesperson.id}`)).toEqual([]);
  });

  it("has happened already, with somebody the caller may read", async () => {
    const { salesperson, southerner, agent } = people;
    const deal = await opportunity(product.as(salesperson));
    const other = await created(product.as(salesperson), "/customers", { name: fresh("客户") });
    const ahead = new Date(product.now().getTime() + 60_000).toISOString();
    for (const [body, sentence] of [
      [
        { opportunityId: deal.id, happenedAt: ahead },
        "an activity records what happened: plan a follow-up or a task for the future",
      ],
      [{}, "an activity is with a customer: name the customer or the opportunity"],
      [{ opportunityId: deal.id, customerId: other.id }, "the opportunity is another customer's"],
    ] as const) {
      const refused = await product.as(salesperson).post("/activities", { ...visit, ...body });
      expect([refused.status, refused.body.detail]).toEqual([422, sentence]);
    }
    expect(
      (await product.as(southerner).post("/activities", { ...visit, opportunityId: deal.id })).status,
    ).toBe(404);
    expect((await product.as(agent).post("/activities", { ...visit, customerId: other.id })).status).toBe(
      201,
    );
    expect((await product.as(salesperson).post("/activities", { ...visit, kind: "party" })).status).toBe(400);
  });

  it("is not recorded on a closed opportunity", async () => {
    const { salesperson } = people;
    const deal = await opportunity(product.as(salesperson));
    const open = await product.as(salesperson).post("/activities", { ...visit, opportunityId: deal.id });
    expect(open.body).toMatchObject({ customerId: deal.customerId, opportunityName: deal.name });
    const record = await get(opportunities, deal.id);
    const closed = nextVersion(record, { status: "closed" }, { by: "system", now: product.now() });
    await commit({ writes: put(opportunities, closed, record), result: undefined });
    for (const [path, body] of [
      ["/activities", visit],
      ["/tasks", { title: "x" }],
    ] as const) {
      const refused = await product.as(salesperson).post(path, { ...body, opportunityId: deal.id });
      expect([refused.status, refused.body.detail]).toEqual([
        409,
        "a closed opportunity takes no activities",
      ]);
    }
  });
});

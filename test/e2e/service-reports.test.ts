import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMonths } from "../../lib/time/calendar.ts";
import type { Json } from "../makers/client.ts";
import { created, fresh, yuan } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";
import { request, requestInWork, servedCustomer, serviceCompany } from "../makers/service.ts";

const product = await startProduct();
const people = await serviceCompany(product);
const admin = product.as(people.admin);
const agent = product.as(people.agent);
const technician = product.as(people.technician);
afterAll(product.stop);

const today = () => new Date(product.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
const month = () => today().slice(0, 7);
const report = async (name: string, query = "", client = admin) => {
  const answer = await client.get(`/reports/${name}?month=${month()}${query}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};

let goods: Json;
beforeAll(async () => {
  const served = await servedCustomer(admin, today());
  goods = served.goods;
  for (const faultCategory of ["leak", "leak", "noise"]) {
    const { id } = await requestInWork(agent, technician, people.technician, {
      serviceCardId: served.card.id,
      faultCategory,
    });
    const work = { minutes: 30, description: "检修", cost: yuan(100) };
    await created(technician, `/service-requests/${id}/work`, work);
    await created(technician, `/service-requests/${id}/resolve`, { resolution: "已修复" });
  }
  await request(agent, { answered: false });
  await request(agent);
  const customerId = served.customer.id;
  const settled = { correctiveAction: "更换", cause: "delivery" };
  for (const cause of ["installation", "delivery", undefined]) {
    const made = await created(agent, "/complaints", {
      customerId,
      content: fresh("投诉"),
      ...(cause && { cause }),
    });
    if (cause !== undefined) await created(agent, `/complaints/${made.id}/close`, settled);
    if (cause === "delivery") await created(agent, `/complaints/${made.id}/reopen`, { reason: "又迟到" });
  }
  await product.drain();
});

describe("response times", () => {
  it("are counted by agent, department, product, tier and company", async () => {
    const { total, errorBound } = await report("response-times", "&groupBy=company");
    expect(errorBound).toBe(0.01);
    expect(total).toMatchObject({
      received: 5,
      missed: 1,
      firstResponse: { count: 3, targetMet: 3, targetMissed: 0 },
      resolution: { count: 3, targetMet: 3, targetMissed: 0 },
    });
    for (const groupBy of ["agent", "department", "product", "tier"]) {
      const { rows, total: same } = await report("response-times", `&groupBy=${groupBy}`);
      expect(same, groupBy).toEqual(total);
      expect(rows.length, groupBy).toBeGreaterThan(0);
    }
    const { rows } = await report("response-times");
    expect(rows.find(({ agentId }: Json) => agentId === people.technician.id)).toMatchObject({
      agentName: people.technician.name,
      received: 3,
    });
  });

  it("show a technician their own alone, by product too", async () => {
    const { scope, rows, total } = await report("response-times", "&groupBy=product", technician);
    expect([scope, total.received]).toEqual(["own", 3]);
    expect(rows).toMatchObject([{ productId: goods.id, productName: goods.name, received: 3 }]);
    const other = await report("response-times", "&groupBy=tier", product.as(people.otherTechnician));
    expect(other).toMatchObject({ rows: [], total: { received: 0 } });
  });
});

describe("every row leads to the records that it counts", () => {
  const served = ["agent", "department", "product", "tier", "company"];
  const REPORTS = [
    { name: "satisfaction", counts: "sent", groups: served },
    { name: "response-times", counts: "received", groups: served },
    { name: "complaints", counts: "received", groups: ["agent", "department", "company"] },
    { name: "faults", counts: "faults", groups: [] },
  ];
  const periods = () => [`month=${month()}`, `from=${addMonths(month(), -2)}&to=${month()}`];

  it.each(REPORTS)("$name, of one month and of several, and of those that name nobody", async (one) => {
    for (const period of periods())
      for (const by of one.groups.length === 0 ? [""] : one.groups.map((group) => `&groupBy=${group}`)) {
        const { rows } = (await admin.get(`/reports/${one.name}?${period}${by}`)).body;
        expect(rows.length, `${period}${by}`).toBeGreaterThan(0);
        for (const row of rows) expect(await admin.all(row.href), row.href).toHaveLength(row[one.counts]);
      }
  });

  it("and says which months a list cannot be of", async () => {
    for (const path of ["/surveys", "/service-requests", "/complaints"])
      for (const [query, pointer, sentence] of [
        ["month=2026-10&from=2026-09", "query/month", "is not given together with from or to"],
        ["from=2026-10&to=2026-09", "query/to", "must not be before 2026-10"],
        ["from=2024-10&to=2026-10", "query/to", "must be within 24 months"],
      ]) {
        const refused = await admin.get(`${path}?${query}`);
        expect([refused.status, refused.body.errors], path).toEqual([400, [{ pointer, detail: sentence }]]);
      }
  });
});

describe("faults", () => {
  it("are counted by product and category, with what they took to mend", async () => {
    const { rows, total } = await report("faults");
    const figures = { productId: goods.id, productName: goods.name, meanWorkMinutes: 30 };
    expect(rows).toMatchObject([
      { ...figures, category: "leak", faults: 2, resolved: 2, workMinutes: 60, cost: { amount: 20_000 } },
      { ...figures, category: "noise", faults: 1, resolved: 1, workMinutes: 30, cost: { amount: 10_000 } },
    ]);
    expect(total).toMatchObject({ faults: 3, workMinutes: 90 });
    expect((await report("faults", "", technician)).rows).toEqual(rows);
    expect((await report("faults", "&productId=prd_01JCXW3V7Q8F2M4N6P8R0T2V4X")).rows).toEqual([]);
  });
});

describe("complaints", () => {
  it("are counted by cause, with how often they were settled at the first contact", async () => {
    const { total, rows } = await report("complaints");
    expect(total).toMatchObject({
      received: 3,
      closed: 1,
      reopened: 1,
      firstContact: 1,
      firstContactRate: 10_000,
      causes: [
        { cause: "delivery", received: 2 },
        { cause: "unknown", received: 1 },
      ],
      severities: [{ severity: "medium", received: 3 }],
    });
    expect(rows).toMatchObject([{ agentId: people.agent.id, received: 3 }]);
    expect(await admin.all(rows[0].href)).toHaveLength(3);
    const proof = await admin.post("/admin/reconcile", { months: [month()], repair: false });
    expect([proof.status, proof.body.drifts]).toEqual([200, []]);
  });
});

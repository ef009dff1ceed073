import { afterAll, describe, expect, it } from "vitest";
import { STATUS_RULES } from "../../lib/complaints/status.ts";
import { dateIn } from "../../lib/time/zone.ts";
import type { Json } from "../makers/client.ts";
import { hire } from "../makers/company.ts";
import { created, fresh } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";
import { request, serviceCompany } from "../makers/service.ts";

const product = await startProduct();
const people = await serviceCompany(product);
const operator = await hire(product, {
  name: "何营运",
  roles: ["operations"],
  departmentId: people.departments.service.id,
});
const admin = product.as(people.admin);
const agent = product.as(people.agent);
const operations = product.as(operator);
afterAll(product.stop);

const settled = { correctiveAction: "当天更换密封圈", cause: "installation" };
const path = ({ id }: Json, verb = "") => `/complaints/${id}${verb === "" ? "" : `/${verb}`}`;

async function complaint(body: Json = {}): Promise<Json> {
  const customer = body.customerId ?? (await created(admin, "/customers", { name: fresh("客户") })).id;
  return created(agent, "/complaints", { content: "漏水，三次来电无人接", customerId: customer, ...body });
}

describe("a complaint", () => {
  it("is taken in, closed on the spot, and then is settled at the first contact", async () => {
    const made = await complaint({ severity: "high" });
    expect(made).toMatchObject({
      number: expect.stringMatching(/^CPT-\d{6}-\d{4}$/),
      status: "received",
      receivedBy: people.agent.id,
      handlerId: people.agent.id,
      severity: "high",
      channel: "phone",
    });
    const closed = await agent.post(path(made, "close"), settled);
    expect([closed.status, closed.calls]).toEqual([200, 2]);
    expect(closed.body).toMatchObject({ status: "closed", firstContact: true, ...settled });
  });

  it("is transferred only to somebody whose permissions let them see to it, and names what is missing", async () => {
    const made = await complaint();
    const refused = await agent.post(path(made, "transfer"), { handlerId: people.technician.id });
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      422,
      "not-assignable",
      "the person lacks complaint:read and complaint:update",
    ]);
    const given = await agent.post(path(made, "transfer"), {
      handlerId: operator.id,
      note: "请核实安装质量",
    });
    expect([given.status, given.calls], JSON.stringify(given.body)).toEqual([200, 2]);
    expect(given.body).toMatchObject({ status: "transferred", handlerId: operator.id, transfers: 1 });
    // Who took it in goes on to read it.
    expect((await agent.get(path(made))).body.handlerId).toBe(operator.id);
    const early = await operations.post(path(made, "close"), settled);
    expect([early.status, early.body.detail]).toEqual([409, STATUS_RULES.closeUnresolved]);
    expect((await operations.post(path(made, "resolve"), settled)).body.status).toBe("resolved");
    const closed = await operations.post(path(made, "close"), {});
    expect(closed.body).toMatchObject({ status: "closed", firstContact: false, ...settled });
  });

  it("loses its first contact when it is reopened within the days that are set, not later", async () => {
    const soon = await complaint();
    await created(agent, path(soon, "close"), settled);
    const reopened = await agent.post(path(soon, "reopen"), { reason: "仍在漏水" });
    expect(reopened.body).toMatchObject({ status: "received", firstContact: false, reopenings: 1 });
    expect(reopened.body.closedAt).toBeUndefined();
    expect((await created(agent, path(soon, "close"), {})).firstContact).toBe(false);
    if (product.deployed) return;
    const late = await complaint();
    await created(agent, path(late, "close"), settled);
    await product.cloud.moveClock(new Date(product.now().getTime() + 8 * 86_400_000));
    expect((await created(agent, path(late, "reopen"), { reason: "别的问题" })).firstContact).toBe(true);

    // It is settled again before it counts again: never more at the first contact than in all.
    const month = dateIn(new Date(late.receivedAt), "Asia/Shanghai").slice(0, 7);
    const settledIn = async () => {
      await product.drain();
      const { total } = (await admin.get(`/reports/complaints?month=${month}&groupBy=company`)).body;
      return [total.closed, total.firstContact];
    };
    const [closed, firstContact] = await settledIn();
    await created(agent, path(late, "close"), {});
    expect(await settledIn()).toEqual([closed + 1, firstContact + 1]);
  });

  it("says what was done and why it came about before it is settled", async () => {
    const made = await complaint();
    const silent = await agent.post(path(made, "close"), {});
    expect([silent.status, silent.body.errors[0].pointer]).toEqual([422, "/correctiveAction"]);
    const causeless = await agent.post(path(made, "resolve"), { correctiveAction: "已处理" });
    expect([causeless.status, causeless.body.detail]).toEqual([422, "a complaint is settled with its cause"]);
    const invented = await agent.post(path(made, "resolve"), { ...settled, cause: "ghosts" });
    expect(invented.body.detail).toContain("there is no cause ghosts; there are product-quality");
    expect((await agent.get(path(made))).body.version).toBe(1);
  });

  it("refuses what its state forbids", async () => {
    const made = await complaint();
    const refuse = async (verb: string, body: Json, sentence: string) => {
      const answer = await agent.post(path(made, verb), body);
      expect([answer.status, answer.body.detail], verb).toEqual([409, sentence]);
    };
    await refuse("reopen", { reason: "x" }, STATUS_RULES.reopenOpen);
    await created(agent, path(made, "resolve"), settled);
    await refuse("resolve", settled, STATUS_RULES.resolvedAlready);
    await refuse("transfer", { handlerId: operator.id }, STATUS_RULES.transferResolved);
    await created(agent, path(made, "close"), {});
    await refuse("close", settled, STATUS_RULES.closedAlready);
    const patched = await agent.patch(path(made), { severity: "low" });
    expect([patched.status, patched.body.detail]).toEqual([409, STATUS_RULES.closed]);
  });

  it("names only what is there and belongs together", async () => {
    const other = await created(admin, "/customers", { name: fresh("别家") });
    const theirs = await request(agent, { customerId: other.id });
    const mine = await created(admin, "/customers", { name: fresh("客户") });
    const body = { content: "x", customerId: mine.id };
    const wrong = await agent.post("/complaints", { ...body, serviceRequestId: theirs.id });
    expect([wrong.status, wrong.body.detail]).toEqual([422, "the service request is another customer's"]);
    const nobody = await agent.post("/complaints", { ...body, customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X" });
    expect([nobody.status, nobody.body.code]).toEqual([422, "unknown-reference"]);
    const right = await agent.post("/complaints", {
      ...body,
      customerId: other.id,
      serviceRequestId: theirs.id,
    });
    expect([right.status, right.calls]).toEqual([201, 3]);
    expect((await admin.get(`/complaints?customerId=${other.id}`)).body.items).toHaveLength(1);
    expect((await admin.get(`/complaints?number=${right.body.number}`)).body.items[0].id).toBe(right.body.id);
  });

  it("keeps both of two changes that are made at once", async () => {
    const made = await complaint();
    const [severity, cause] = await Promise.all([
      agent.patch(path(made), { severity: "critical" }),
      agent.patch(path(made), { cause: "delivery" }),
    ]);
    expect([severity.status, cause.status]).toEqual([200, 200]);
    expect((await agent.get(path(made))).body).toMatchObject({
      severity: "critical",
      cause: "delivery",
      version: 3,
    });
  });
});

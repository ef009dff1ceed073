import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendRound } from "../../lib/campaigns/send.ts";
import { commit } from "../../lib/table/commit.ts";
import type { Json } from "../makers/client.ts";
import { company, hire } from "../makers/company.ts";
import { created, fresh, opportunity, yuan } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const people = await company(product);
const marketer = await hire(product, { name: "何推广", roles: ["marketing"] });
const marketing = product.as(marketer);
const admin = product.as(people.admin);
const manager = product.as(people.manager);
const salesperson = product.as(people.salesperson);
const browser = { accept: "text/html" };
afterAll(product.stop);

const MINUTE = 60_000;
let made = 0;

/** A person who consents to mails, with a tag that makes an audience of its own. */
function person(tag: string, body: Json = {}): Promise<Json> {
  made += 1;
  return created(salesperson, "/customers", {
    name: fresh("会员"),
    kind: "person",
    email: `member-${made}@example.com`,
    careMails: { consent: true },
    tags: [tag],
    ...body,
  });
}

/** A draft for all who have a tag. */
async function draft(tag: string, body: Json = {}): Promise<Json> {
  const { id: segmentId } = await created(marketing, "/segments", {
    name: fresh("人群"),
    conditions: { tags: [tag] },
  });
  return created(marketing, "/campaigns", {
    name: fresh("年末回馈"),
    segmentId,
    words: { headline: "老客户专享", offer: "热泵九折", code: "WARM10", until: "2026-12-31" },
    link: "https://www.example.cn/winter?from=mail",
    ...body,
  });
}

const schedule = (id: string, body: Json = {}) => marketing.post(`/campaigns/${id}/schedule`, body);
const read = async (id: string) => (await marketing.get(`/campaigns/${id}`)).body;
const results = async (id: string) => (await marketing.get(`/campaigns/${id}/results`)).body;
const mailsTo = async (customers: readonly Json[]) => {
  const mails = await product.mails();
  return customers.map(({ email }) => mails.filter((mail) => JSON.stringify(mail).includes(email)).length);
};
/** Lets time pass, and everything that is due by then happen. */
async function wait(minutes: number) {
  await product.drain();
  await product.cloud.moveClock(new Date(product.now().getTime() + minutes * MINUTE));
  await product.drain();
}

describe.skipIf(product.deployed)("a campaign", () => {
  beforeAll(async () => {
    const restraint = await admin.put("/settings/care-restraint", { mostInSevenDays: 2 });
    expect(restraint.status, JSON.stringify(restraint.body)).toBe(200);
  });

  it("goes to its audience at its time, once each, and says what came of it", async () => {
    const tag = fresh("回馈");
    const customers = [await person(tag), await person(tag), await person(tag)];
    const silent = await person(tag, { careMails: undefined });
    const unreachable = await person(tag, { email: undefined });
    const inactive = await person(tag);
    await created(salesperson, `/customers/${inactive.id}/deactivate`, { reason: "搬走了" });
    const campaign = await draft(tag, { cost: yuan(1_000) });
    expect(campaign).toMatchObject({ status: "draft", number: expect.stringMatching(/^CMP-\d{4}-\d{4}$/) });

    const preview = await marketing.post(`/campaigns/${campaign.id}/preview`);
    expect(preview.body.audience).toMatchObject({ count: 6, nextCursor: null });
    expect(preview.body.first.map(({ does, reason }: Json) => reason ?? does).toSorted()).toEqual([
      "inactive",
      "no-address",
      "no-consent",
      "send",
      "send",
      "send",
    ]);
    const startAt = new Date(product.now().getTime() + 30 * MINUTE).toISOString();
    expect((await schedule(campaign.id, { startAt })).body).toMatchObject({ status: "scheduled", startAt });
    await wait(20);
    expect((await read(campaign.id)).status).toBe("scheduled");
    expect(await mailsTo(customers)).toEqual([0, 0, 0]);
    await wait(15);
    expect(await read(campaign.id)).toMatchObject({ status: "done" });
    await wait(30);
    expect(await mailsTo([...customers, silent, inactive])).toEqual([1, 1, 1, 0, 0]);
    const mail = (await product.mails()).find((one) => JSON.stringify(one).includes(customers[0].email));
    expect(mail?.body.text).toContain("WARM10");
    expect(mail?.body.text).not.toContain("www.example.cn");

    expect(await results(campaign.id)).toMatchObject({
      mails: { queued: 3, sent: 3, opened: 0 },
      held: {
        customers: 3,
        reasons: [
          { reason: "inactive", customers: 1 },
          { reason: "no-address", customers: 1 },
          { reason: "no-consent", customers: 1 },
        ],
      },
      cost: yuan(1_000),
      revenue: yuan(0),
      returnOnCost: -10_000,
    });
    const held = await marketing.all(`/campaigns/${campaign.id}/mails?status=held`);
    expect(new Set(held.map(({ customerId }: Json) => customerId))).toEqual(
      new Set([silent.id, unreachable.id, inactive.id]),
    );
    expect(held.every(({ why }: Json) => typeof why === "string")).toBe(true);
    const { timeline } = (await admin.get(`/customers/${customers[0].id}/overview`)).body;
    expect(timeline.items.map(({ kind }: Json) => kind)).toContain("campaign-mail.sent");

    const link = /\/go\/[\w.-]+/.exec(mail?.body.text ?? "")?.[0] ?? "";
    const follow = (path: string) =>
      fetch(product.url + path, { redirect: "manual", headers: browser }).then(async (answer) => ({
        status: answer.status,
        location: answer.headers.get("location"),
        calls: Number(answer.headers.get("x-dynamodb-calls")),
        text: await answer.text(),
      }));
    const gone = await follow(link);
    expect([gone.status, gone.location, gone.text]).toEqual([
      302,
      "https://www.example.cn/winter?from=mail",
      "",
    ]);
    expect(gone.calls).toBeLessThanOrEqual(3);
    const tried = await follow(`${link}?to=https://evil.example&url=//evil.example`);
    expect([302, 400]).toContain(tried.status);
    expect(tried.location ?? "").not.toContain("evil");
    await Promise.all([1, 2, 3].map(() => follow(link)));
    for (const forged of [`${link}x`, link.slice(0, -2), "/go/nothing"]) {
      const refused = await follow(forged);
      expect([refused.status, refused.location], forged).toEqual([404, null]);
      expect(refused.text).toContain("链接无效");
    }
    expect(await follow("/go/https%3A%2F%2Fevil.example")).toMatchObject({ status: 404, location: null });
    await product.drain();
    const clicks = tried.status === 302 ? 5 : 4;
    expect((await results(campaign.id)).mails).toMatchObject({ opened: 1, clicks });
    expect(await marketing.all(`/campaigns/${campaign.id}/mails?opened=true`)).toMatchObject([
      { customerId: customers[0].id, clicks },
    ]);
  });

  it("is credited with the opportunities and the revenue that came of it", async () => {
    const tag = fresh("归因");
    const one = await person(tag);
    const campaign = await draft(tag, { cost: yuan(500) });
    const deal = await opportunity(salesperson, {
      customerId: one.id,
      amount: yuan(3_000),
      campaignId: campaign.id,
    });
    const other = await opportunity(salesperson, {
      customerId: one.id,
      amount: yuan(200),
      campaignId: campaign.id,
    });
    await opportunity(salesperson, { customerId: one.id, amount: yuan(900) });
    await product.drain();
    expect(await results(campaign.id)).toMatchObject({
      opportunities: { count: 2, won: 0, open: yuan(3_200) },
      returnOnCost: -10_000,
    });
    await created(manager, `/opportunities/${deal.id}/win`, { amount: yuan(2_500) });
    const { reasons } = (await admin.get("/settings/loss-reasons")).body.value;
    await created(salesperson, `/opportunities/${other.id}/lose`, { reason: reasons[0].key ?? reasons[0] });
    await product.drain();
    expect(await results(campaign.id)).toMatchObject({
      opportunities: { count: 2, won: 1, lost: 1, open: yuan(0) },
      revenue: yuan(2_500),
      returnOnCost: 40_000,
    });
    const { hrefs } = await results(campaign.id);
    expect((await admin.all(hrefs.opportunities)).map(({ id }: Json) => id).toSorted()).toEqual(
      [deal.id, other.id].toSorted(),
    );
    await created(manager, `/opportunities/${deal.id}/undo-win`, { reason: "录错" });
    await product.drain();
    expect(await results(campaign.id)).toMatchObject({ revenue: yuan(0), returnOnCost: -10_000 });
    const unknown = await salesperson.post("/opportunities", {
      name: "x",
      customerId: one.id,
      campaignId: "cmg_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    });
    expect([unknown.status, unknown.body.code, unknown.body.errors[0].pointer]).toEqual([
      422,
      "unknown-reference",
      "/campaignId",
    ]);
  });

  it("goes out at its rate, and can be paused and resumed without a mail twice or missed", async () => {
    const tag = fresh("分批");
    const customers: Json[] = [];
    for (let count = 0; count < 7; count++) customers.push(await person(tag));
    const campaign = await draft(tag, { perMinute: 2 });
    const sum = async () => (await mailsTo(customers)).reduce((all, count) => all + count, 0);
    expect((await schedule(campaign.id)).status).toBe(200);
    await wait(0.2);
    expect(await sum()).toBe(2);
    await wait(1.1);
    expect(await sum()).toBe(4);
    const paused = await marketing.post(`/campaigns/${campaign.id}/pause`);
    expect([paused.status, paused.body.status]).toEqual([200, "paused"]);
    await wait(10);
    expect(await sum()).toBe(4);
    const faster = await marketing.patch(`/campaigns/${campaign.id}`, { perMinute: 1 });
    expect(faster.status, JSON.stringify(faster.body)).toBe(200);
    expect((await marketing.post(`/campaigns/${campaign.id}/resume`)).body.status).toBe("sending");
    await wait(0.2);
    expect(await sum()).toBe(5);
    await wait(5);
    expect(await mailsTo(customers)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(await read(campaign.id)).toMatchObject({ status: "done", looked: expect.any(Number) });
  });

  it("survives a round that is lost, repeated, or done by several at once", async () => {
    const tag = fresh("中断");
    const customers: Json[] = [];
    for (let count = 0; count < 9; count++) customers.push(await person(tag));
    const campaign = await draft(tag, { perMinute: 4 });
    await schedule(campaign.id);
    const now = () => new Date(product.now().getTime() + 1000);
    // Killed before it could write down how far it was, twice.
    await sendRound(campaign.id, now());
    await sendRound(campaign.id, now());
    await Promise.all([1, 2, 3, 4].map(async () => commit(await sendRound(campaign.id, now()))));
    await product.drain();
    expect((await mailsTo(customers)).every((count) => count <= 1)).toBe(true);
    await wait(10);
    expect(await mailsTo(customers)).toEqual(customers.map(() => 1));
    expect(await results(campaign.id)).toMatchObject({ status: "done", mails: { queued: 9, sent: 9 } });
  });

  it("goes on by the sweep when its schedule was lost", async () => {
    const tag = fresh("丢失");
    const one = await person(tag);
    const campaign = await draft(tag);
    await schedule(campaign.id, { startAt: new Date(product.now().getTime() + 2 * MINUTE).toISOString() });
    await product.drain();
    const { clear } = await import("../../lib/schedules/one-time.ts");
    await clear(`${campaign.id}.start`);
    await wait(5);
    expect((await read(campaign.id)).status).toBe("scheduled");
    await wait(30);
    expect([(await read(campaign.id)).status, await mailsTo([one])]).toEqual(["done", [1]]);
  });

  it("spares those who had enough mails in seven days", async () => {
    const tag = fresh("节制");
    const one = await person(tag);
    for (const expected of [1, 2, 2]) {
      const campaign = await draft(tag);
      await schedule(campaign.id);
      await wait(1);
      expect(await mailsTo([one])).toEqual([expected]);
    }
    const [last] = await marketing.all("/campaigns?status=done");
    expect((await results(last.id)).held.reasons).toMatchObject([{ reason: "too-many", customers: 1 }]);
  });

  it("writes once to an address that two customers have", async () => {
    const tag = fresh("同邮箱");
    const one = await person(tag);
    const twin = await salesperson.post("/customers?allowDuplicate=true", {
      name: fresh("同邮箱"),
      kind: "person",
      email: one.email,
      careMails: { consent: true },
      tags: [tag],
    });
    expect(twin.status).toBe(201);
    const campaign = await draft(tag);
    await schedule(campaign.id);
    await wait(1);
    expect(await mailsTo([one])).toEqual([1]);
    expect((await results(campaign.id)).held.reasons).toMatchObject([
      { reason: "same-address", customers: 1 },
    ]);
  });

  it("hears of what was delivered and what bounced, and of those who unsubscribed meanwhile", async () => {
    const tag = fresh("回执");
    const unique = Math.random().toString(36).slice(2);
    await person(tag, { email: `success+${unique}@simulator.amazonses.com` });
    await person(tag, { email: `bounce+${unique}@simulator.amazonses.com` });
    await person(tag, { email: `complaint+${unique}@simulator.amazonses.com` });
    const campaign = await draft(tag);
    await schedule(campaign.id);
    await wait(1);
    expect((await results(campaign.id)).mails).toMatchObject({
      queued: 3,
      sent: 3,
      delivered: 2,
      bounced: 1,
      complained: 1,
    });
    const next = await draft(tag);
    await schedule(next.id);
    await wait(1);
    expect((await results(next.id)).held.reasons.map(({ reason }: Json) => reason).toSorted()).toEqual([
      "complaint",
      "hard-bounce",
    ]);
  });

  it("waits for the end of quiet hours", async () => {
    const tag = fresh("夜间");
    const one = await person(tag);
    const local = new Date(product.now().getTime() + 8 * 60 * MINUTE);
    const clock = (minutes: number) =>
      new Date(local.getTime() + minutes * MINUTE).toISOString().slice(11, 16);
    const quietHours = { from: clock(-60), until: clock(120) };
    expect((await admin.put("/settings/care-restraint", { mostInSevenDays: 2, quietHours })).status).toBe(
      200,
    );
    const campaign = await draft(tag);
    await schedule(campaign.id);
    await wait(30);
    expect([(await read(campaign.id)).status, await mailsTo([one])]).toEqual(["sending", [0]]);
    await wait(100);
    expect([(await read(campaign.id)).status, await mailsTo([one])]).toEqual(["done", [1]]);
    expect((await admin.put("/settings/care-restraint", { mostInSevenDays: 2 })).status).toBe(200);
  });

  it("writes to a company through a contact who consents", async () => {
    const tag = fresh("公司");
    const firm = await created(salesperson, "/customers", { name: fresh("公司"), tags: [tag] });
    const email = `buyer-${made}@example.com`;
    await created(salesperson, `/customers/${firm.id}/contacts`, {
      name: "王采购",
      email,
      careMails: { consent: true },
    });
    const campaign = await draft(tag);
    await schedule(campaign.id);
    await wait(1);
    expect(await mailsTo([{ email }])).toEqual([1]);
  });

  it("is changed, scheduled and ended by rules that it says", async () => {
    const tag = fresh("规则");
    await person(tag);
    const campaign = await draft(tag);
    const path = `/campaigns/${campaign.id}`;
    for (const [verb, sentence] of [
      ["pause", "only a campaign that is being sent is paused"],
      ["resume", "only a paused campaign is resumed"],
      ["unschedule", "only a scheduled campaign becomes a draft again"],
    ] as const) {
      const refused = await marketing.post(`${path}/${verb}`);
      expect([refused.status, refused.body.detail]).toEqual([409, sentence]);
    }
    const at = (minutes: number) => ({
      startAt: new Date(product.now().getTime() + minutes * MINUTE).toISOString(),
    });
    expect((await schedule(campaign.id, at(-10))).body.detail).toBe("a campaign begins now or later");
    expect((await schedule(campaign.id, at(600_000))).body.detail).toBe("a campaign begins within a year");
    const empty = await draft(fresh("没有人"));
    const nobody = await schedule(empty.id);
    expect([nobody.status, nobody.body.detail]).toEqual([
      422,
      "nobody is in this audience: no customer fits the segment's conditions",
    ]);
    expect((await schedule(campaign.id, at(60))).status).toBe(200);
    expect((await schedule(campaign.id)).body.detail).toBe("the campaign is scheduled already");
    const late = await marketing.patch(path, { link: "https://www.example.cn/other" });
    expect([late.status, late.body.detail]).toEqual([
      409,
      "only a draft is changed; of others the name, the description, the rate and the cost, not link",
    ]);
    expect((await marketing.patch(path, { cost: yuan(80) })).body.cost).toEqual(yuan(80));
    expect((await marketing.delete(path)).body.detail).toBe("only a draft is deleted; cancel it instead");
    expect((await marketing.post(`${path}/unschedule`)).body).toMatchObject({ status: "draft" });
    await wait(90);
    expect((await read(campaign.id)).status).toBe("draft");
    expect((await schedule(campaign.id, at(60))).status).toBe(200);
    expect((await marketing.post(`${path}/cancel`)).body.status).toBe("cancelled");
    await wait(90);
    expect(await results(campaign.id)).toMatchObject({ status: "cancelled", mails: { queued: 0 } });
    expect((await schedule(campaign.id)).body.detail).toBe("the campaign is over");
    const other = await draft(tag);
    expect((await marketing.delete(`/campaigns/${other.id}`)).status).toBe(204);
    expect((await marketing.get(`/campaigns/${other.id}`)).status).toBe(404);
  });

  it("goes to somebody else when its owner leaves", async () => {
    const leaver = await hire(product, { name: "冯推广", roles: ["marketing"] });
    const { segmentId } = await draft(fresh("交接"));
    const own = await created(product.as(leaver), "/campaigns", { name: "x", segmentId });
    const handed = await admin.post(`/users/${leaver.id}/handover`, { to: marketer.id });
    expect(handed.status, JSON.stringify(handed.body)).toBe(202);
    await product.drain();
    expect((await read(own.id)).ownerId).toBe(marketer.id);
  });

  it("is refused where it makes no sense, and to those who may not", async () => {
    const good = await draft(fresh("输入"));
    for (const [body, pointer] of [
      [{ link: "javascript:alert(1)" }, "/link"],
      [{ link: "//evil.example" }, "/link"],
      [{ perMinute: 0 }, "/perMinute"],
      [{ perMinute: 100_000 }, "/perMinute"],
      [{ template: "birthday" }, "/template"],
      [{ template: "campaign/../x" }, "/template"],
      [{ words: { html: "<b>" } }, "/words/html"],
      [{ segmentId: "everybody" }, "/segmentId"],
      [{ cost: { amount: -1, currency: "CNY" } }, "/cost/amount"],
    ] as const) {
      const refused = await marketing.post("/campaigns", { name: "x", segmentId: good.segmentId, ...body });
      expect([refused.status, refused.body.errors[0].pointer], JSON.stringify(body)).toEqual([400, pointer]);
    }
    const unknown = await marketing.post("/campaigns", {
      name: "x",
      segmentId: "seg_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    });
    expect([unknown.status, unknown.body.code]).toEqual([422, "unknown-reference"]);
    const lost = await created(marketing, "/campaigns", {
      name: "x",
      segmentId: good.segmentId,
      template: "campaign.never-written",
    });
    expect((await schedule(lost.id)).body.detail).toBe("there is no such template any more");
    expect((await manager.get(`/campaigns/${good.id}`)).status).toBe(200);
    expect((await manager.post(`/campaigns/${good.id}/cancel`)).status).toBe(403);
    expect((await salesperson.get(`/campaigns/${good.id}`)).status).toBe(403);
    expect((await product.anyone.get(`/campaigns/${good.id}`)).status).toBe(401);
  });
});

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lambdas } from "../../functions/manifest.ts";
import { addDays } from "../../lib/time/zone.ts";
import { type Client, clientOf, type Json } from "../makers/client.ts";
import { created, yuan } from "../makers/deal.ts";
import { moved } from "../makers/member.ts";
import { deployment } from "./deployment.ts";
import { openInbox } from "./inbox.ts";
import { bringForward, oneTimeSchedules } from "./scheduled.ts";
import { drained } from "./stage.ts";

const memory = process.env.EARLIER_COMPANY ?? "";

/** Without the whole history of the repository there is nothing to upgrade from. */
describe.skipIf(!existsSync(memory))("a company whose deployment is upgraded", () => {
  /** As its people saw it when they worked with the release before this one. */
  const company: Json = existsSync(memory) ? JSON.parse(readFileSync(memory, "utf8")) : {};
  /** Signed in under the earlier release. */
  const as = (name: string): Client => clientOf(deployment().publicUrl, company.people[name].token);
  const anyone = () => clientOf(deployment().publicUrl, undefined);
  const get = async (path: string, who = "admin"): Promise<Json> => {
    const { status, body } = await as(who).get(path);
    expect(status, `${path}: ${JSON.stringify(body)}`).toBe(200);
    return body;
  };

  it("is in the stage that was upgraded", () => expect(deployment().stage).toBe(company.stage));

  it("finds every record, version, history, setting and figure as it was", async () => {
    expect(company.shown.length).toBeGreaterThan(50);
    for (const { path, etag, body } of company.shown) {
      const now = await as("admin").get(path);
      expect(now.body, path).toMatchObject(body);
      expect(now.headers.get("etag"), path).toBe(etag);
    }
  });

  it("goes on where it was: numbers, pages, repeated requests, calendars", async () => {
    const { once, idempotent, firstPage, calendar, customer } = company;
    const { number } = await created(as("salesperson"), "/customers", { name: "升级后的客户" });
    const count = (of: string) => Number(of.split("-")[1]);
    expect([number.slice(0, 4), count(number)]).toEqual([once.number.slice(0, 4), count(once.number) + 1]);
    const { path, body, key } = idempotent;
    const again = await as("salesperson").post(path, body, { "idempotency-key": key });
    expect([again.status, again.body.id]).toEqual([201, once.id]);
    const next = await get(
      `/customers?limit=1&cursor=${encodeURIComponent(firstPage.nextCursor)}`,
      "salesperson",
    );
    expect(next.items[0].id < firstPage.items[0].id).toBe(true);
    const subscribed = await anyone().get(calendar.slice(calendar.indexOf("/me/")));
    expect(subscribed.body).toContain("确认样本是否收到");
    const renamed = await as("salesperson").patch(
      `/customers/${customer.id}`,
      { website: "https://heng.example.com" },
      { "if-match": `"${customer.version}"` },
    );
    expect([renamed.status, renamed.body.code]).toEqual([412, "stale-version"]);
    const goesOn = await as("salesperson").patch(`/opportunities/${company.open.id}`, { summary: "二期" });
    expect([goesOn.status, goesOn.body.campaignId]).toEqual([200, company.open.campaignId]);
  });

  it("is reminded of what was planned under the earlier release, by functions that are there", async () => {
    const planned = await oneTimeSchedules();
    const names = lambdas.filter(({ trigger }) => trigger.kind === "schedule").map(({ name }) => name);
    expect(planned.length).toBeGreaterThan(2);
    expect(planned.filter(({ target }) => !names.includes(target))).toEqual([]);
    const inbox = await openInbox();
    await bringForward(`${company.followUp.id}.due`);
    const [mail, ...others] = await inbox();
    expect(others).toEqual([]);
    expect(mail?.destination.to.join()).toContain(company.people.salesperson.email);
    expect(mail?.body.text).toContain("确认样本是否收到");
    const [reminder] = (await as("salesperson").all("/me/tasks?status=open")).filter(
      ({ id }: Json) => id !== company.task.id,
    );
    expect(reminder).toMatchObject({ customerId: company.customer.id });
  });

  it("counts, finds and closes old records as new ones once they are renewed, which is done once", async () => {
    const admin = as("admin");
    const { customer, contact, card, waiting, first, second, month } = company;
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const rules = (await get("/care-rules")).items;
    const concerned = async (shipped: string, on: string): Promise<string[]> => {
      const { id } = rules.find((rule: Json) => rule.shipped === shipped);
      const { items } = await created(admin, `/care-rules/${id}/preview`, { on });
      return items.map((item: Json) => item.contactId ?? item.customerId);
    };
    const ending = addDays(card.warrantyUntil, -30);
    const value = async () => (await get(`/customers/${customer.id}/value`)).purchases;
    const sold = first.amount.amount + second.amount.amount;
    expect(await concerned("birthday", today)).toEqual([]);

    let looked = 0;
    let cursor: string | null = null;
    do {
      const page: Json = await created(admin, "/admin/renew", {
        limit: 25,
        ...(cursor !== null && { cursor }),
      });
      looked += page.looked;
      cursor = page.nextCursor;
    } while (cursor !== null);
    await drained();
    expect(looked).toBeGreaterThan(30);
    expect(await created(admin, "/admin/renew", { limit: 500 })).toMatchObject({
      renewed: 0,
      nextCursor: null,
    });

    expect(await concerned("birthday", today)).toEqual([contact.id]);
    // Two units, each with a card of its own.
    expect(await concerned("warranty-ending", ending)).toEqual([contact.id, contact.id]);
    expect(await value()).toMatchObject({ count: 2, amount: { amount: sold } });
    const { drifts } = await created(admin, "/admin/reconcile", { months: [month, "undated"] });
    expect(drifts).toEqual([]);
    for (const { path, body } of company.shownRenewed) {
      // 0.1.0 led from a row about no product to all records.
      const rows = body.rows.map(({ href: _, ...row }: Json) => row);
      expect(rows.length, path).toBeGreaterThan(0);
      expect(await get(path), path).toMatchObject({ ...body, rows });
    }

    const asked = await get(`/service-requests/${waiting.id}`);
    expect(asked).toMatchObject({ status: "surveyed", closesAt: expect.any(String) });
    expect(await oneTimeSchedules()).toContainEqual({
      name: `${waiting.id}.closing`,
      target: "close-unanswered",
    });
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect((await anyone().post(waiting.link, "score=4", form)).status).toBe(200);
    await drained();
    expect(await get(`/service-requests/${waiting.id}`)).toMatchObject({ status: "closed" });

    const undone = await as("manager").post(`/opportunities/${second.id}/undo-win`, { reason: "录错" });
    expect(undone.status, JSON.stringify(undone.body)).toBe(200);
    await drained();
    expect(await value()).toMatchObject({ count: 1, amount: first.amount });
    expect((await created(admin, "/admin/reconcile", { months: [month] })).drifts).toEqual([]);
  });

  it("has what is new: a customer of old becomes a member, and buys", async () => {
    const agent = as("agent");
    const { id: customerId } = company.person;
    const member = await created(agent, "/memberships", { customerId });
    await moved(agent, member, "spends", { amount: yuan(20_000) });
    await drained();
    const { body } = await agent.get(`/memberships/${customerId}`);
    expect(body).toMatchObject({ tierMove: expect.not.stringMatching("joined"), customerName: "张三" });
    expect(body.points.balance).toBeGreaterThan(0);
  });
});

import { afterAll, describe, expect, it } from "vitest";
import { CARE_RULES } from "../../lib/care/rules.ts";
import { shippedRule } from "../makers/care.ts";
import type { Json } from "../makers/client.ts";
import { company } from "../makers/company.ts";
import { created, fresh } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const people = await company(product);
const admin = product.as(people.admin);
const salesperson = product.as(people.salesperson);
afterAll(product.stop);

const birthday = () => ({ name: fresh("规则"), occasion: { kind: "birthday" } });
const holiday = (days: Json[], more: Json = {}) => ({
  name: fresh("规则"),
  occasion: { kind: "holiday", days },
  ...more,
});

describe("care rules", () => {
  it("are shipped switched off, can be changed, restored and switched, and keep a history", async () => {
    const list = await admin.get("/care-rules");
    expect([list.status, list.calls]).toEqual([200, 1]);
    expect(list.body.items.map(({ shipped }: Json) => shipped)).toEqual(
      expect.arrayContaining([
        "birthday",
        "spring-festival",
        "dormant",
        "key-account-revisit",
        "warranty-ending",
      ]),
    );
    for (const rule of list.body.items)
      expect(rule).toMatchObject({ on: false, isDefault: true, version: 0 });
    const { id } = await shippedRule(admin, "new-year");
    const path = `/care-rules/${id}`;
    const changed = await admin.patch(path, { sendAt: "08:30", name: "新年好" }, { "if-match": '"0"' });
    expect([changed.status, changed.calls]).toEqual([200, 2]);
    expect(changed.body).toMatchObject({
      sendAt: "08:30",
      version: 1,
      isDefault: false,
      shipped: "new-year",
    });
    expect((await admin.patch(path, { sendAt: "08:45" }, { "if-match": '"0"' })).status).toBe(412);
    const restored = await admin.post(`${path}/restore-default`);
    expect(restored.body).toMatchObject({ sendAt: "09:00", name: "元旦祝福", isDefault: true, version: 2 });
    const again = await admin.post(`${path}/restore-default`);
    expect([again.status, again.body.detail]).toEqual([409, CARE_RULES.isDefault]);
    const gone = await admin.delete(path);
    expect([gone.status, gone.body.detail]).toEqual([409, CARE_RULES.shipped]);
    await product.drain();
    const { items } = (await admin.get(`${path}/history`)).body;
    expect(items.map(({ version }: Json) => version)).toEqual([2, 1]);
  });

  it("of the company's own come and go", async () => {
    const rule = await created(admin, "/care-rules", { ...birthday(), audience: { tiers: ["vip"] } });
    expect(rule).toMatchObject({ on: false, makes: "mail", lateDays: 2, isDefault: false });
    const path = `/care-rules/${rule.id}`;
    const on = await admin.post(`${path}/switch-on`, {});
    expect(on.body).toMatchObject({ on: true, since: expect.any(String), version: 2 });
    const twice = await admin.post(`${path}/switch-on`, {});
    expect([twice.status, twice.body.detail]).toEqual([409, CARE_RULES.isOn]);
    expect((await admin.post(`${path}/switch-off`)).body.on).toBe(false);
    const off = await admin.post(`${path}/switch-off`);
    expect([off.status, off.body.detail]).toEqual([409, CARE_RULES.isOff]);
    const restored = await admin.post(`${path}/restore-default`);
    expect([restored.status, restored.body.detail]).toEqual([409, CARE_RULES.own]);
    expect((await admin.delete(path)).status).toBe(204);
    expect((await admin.get(path)).status).toBe(404);
    await product.drain();
    const ids = (await admin.get("/care-rules")).body.items.map(({ id }: Json) => id);
    expect(ids).not.toContain(rule.id);
  });

  it.each([
    [holiday([{ calendar: "solar", month: 2, day: 30 }]), "/occasion/days/0/day", "month 2 has 29 days"],
    [holiday([{ calendar: "lunar", month: 13, day: 1 }]), "/occasion/days/0", undefined],
    [
      holiday([{ calendar: "lunar", month: 1, day: 31 }]),
      "/occasion/days/0/day",
      "a lunar month has at most 30 days",
    ],
    [holiday([{ festival: "everyday" }]), "/occasion/days/0", undefined],
    [holiday([]), "/occasion/days", "must name a day"],
    [
      { ...birthday(), occasion: { kind: "dormant", againEveryDays: 1 } },
      "/occasion/againEveryDays",
      "must be 30 at least: win-back is no siege",
    ],
    [
      { ...birthday(), occasion: { kind: "after-delivery", days: 0 } },
      "/occasion/days",
      "must be at least a day",
    ],
    [{ ...birthday(), sendAt: "25:00" }, "/sendAt", "must be a time HH:MM"],
    [{ ...birthday(), lateDays: 15 }, "/lateDays", undefined],
    [{ ...birthday(), audience: { tiers: [] } }, "/audience/tiers", undefined],
    [{ ...birthday(), occasion: { kind: "every-day" } }, "/occasion/kind", undefined],
  ] as const)("are refused: %j", async (body: Json, pointer: string, detail: string | undefined) => {
    const { status, body: problem } = await admin.post("/care-rules", body);
    expect(status).toBe(400);
    const flaw = problem.errors.find((one: Json) => one.pointer.startsWith(pointer));
    expect(flaw, JSON.stringify(problem.errors)).toBeDefined();
    if (detail !== undefined) expect(flaw.detail).toBe(detail);
  });

  it.each([
    [{ occasion: { kind: "key-account-revisit" } }, CARE_RULES.revisit],
    [{ occasion: { kind: "key-account-revisit" }, makes: "task", template: "birthday" }, CARE_RULES.noMail],
    [{ template: "holiday" }, CARE_RULES.template("holiday", "birthday")],
    [{ template: "nothing" }, CARE_RULES.template("nothing", "birthday")],
    [
      {
        occasion: {
          kind: "holiday",
          days: [{ festival: "spring-festival-eve" }, { festival: "spring-festival" }],
        },
      },
      CARE_RULES.close,
    ],
    [
      {
        occasion: {
          kind: "holiday",
          days: [
            { calendar: "solar", month: 5, day: 1 },
            { calendar: "solar", month: 5, day: 4 },
          ],
        },
      },
      CARE_RULES.close,
    ],
  ])("make sense: not %j", async (fields: Json, sentence: string) => {
    const { status, body } = await admin.post("/care-rules", { ...birthday(), ...fields });
    expect([status, body.detail]).toEqual([422, sentence]);
  });

  it("that write to everybody are confirmed explicitly", async () => {
    const rule = await created(admin, "/care-rules", holiday([{ festival: "christmas" }]));
    const path = `/care-rules/${rule.id}`;
    const refused = await admin.post(`${path}/switch-on`, {});
    expect([refused.status, refused.body.detail]).toEqual([422, CARE_RULES.everybody]);
    expect((await admin.post(`${path}/switch-on`, { confirmEverybody: true })).status).toBe(200);
    // Narrowed it needs no confirmation; widened while it is on it does.
    const narrow = await created(
      admin,
      "/care-rules",
      holiday([{ festival: "laba" }], { audience: { tags: ["老客户"] } }),
    );
    expect((await admin.post(`/care-rules/${narrow.id}/switch-on`, {})).status).toBe(200);
    const widened = await admin.patch(`/care-rules/${narrow.id}`, { audience: { tags: null } });
    expect([widened.status, widened.body.detail]).toEqual([422, CARE_RULES.everybody]);
  });

  it("are not for salespeople to change, who see the care mails of their own customers", async () => {
    const { id } = await shippedRule(admin, "birthday");
    expect((await salesperson.post(`/care-rules/${id}/switch-on`, {})).status).toBe(403);
    expect((await salesperson.get("/care-mails")).status).toBe(200);
  });

  it("preview days ahead alone", async () => {
    const { id } = await shippedRule(admin, "birthday");
    for (const on of ["2020-01-01", "2099-01-01"]) {
      const { status, body } = await admin.post(`/care-rules/${id}/preview`, { on });
      expect([status, body.detail]).toEqual([
        422,
        "a preview looks ahead, at most two years: what was is in the care mails",
      ]);
    }
    expect((await admin.post(`/care-rules/${id}/preview`, { on: "2027-02-30" })).status).toBe(400);
    const other = await admin.post(`/care-rules/${id}/preview`, { on: "2027-01-01", cursor: "tampered" });
    expect([other.status, other.body.code]).toEqual([400, "invalid-cursor"]);
  });
});

describe("customers", () => {
  it.each([
    [{ birthday: { calendar: "solar", month: 2, day: 30 }, kind: "person" }, 400],
    [{ birthday: { calendar: "lunar", month: 13, day: 1 }, kind: "person" }, 400],
    [{ birthday: { calendar: "solar", month: 2, day: 3 } }, 422],
    [{ revisitEveryDays: 30 }, 422],
    [{ revisitOn: "2099-01-01" }, 422],
    [{ keyAccount: true, revisitOn: "2020-01-01" }, 422],
    [{ careMails: { consent: true, on: "2099-01-01" } }, 422],
  ])("are not cared for by what cannot be: %j", async (fields: Json, status) => {
    const answer = await salesperson.post("/customers", { name: fresh("客户"), ...fields });
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  });

  it("who are key accounts are revisited at their interval, until they are none", async () => {
    const customer = await created(salesperson, "/customers", { name: fresh("大客户"), keyAccount: true });
    expect(customer.revisitOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    const path = `/customers/${customer.id}`;
    const often = (await salesperson.patch(path, { revisitEveryDays: 30 })).body;
    expect(often.revisitOn < customer.revisitOn).toBe(true);
    const told = (await salesperson.patch(path, { revisitOn: customer.revisitOn })).body;
    expect(told).toMatchObject({ revisitEveryDays: 30, revisitOn: customer.revisitOn });
    const kept = (await salesperson.patch(path, { notes: "重点维护" })).body;
    expect(kept.revisitOn).toBe(customer.revisitOn);
    const none = (await salesperson.patch(path, { keyAccount: false })).body;
    expect([none.revisitOn, none.revisitEveryDays]).toEqual([undefined, undefined]);
  });
});

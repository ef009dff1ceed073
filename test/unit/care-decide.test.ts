import { describe, expect, it } from "vitest";
import type { Case } from "../../lib/care/case.ts";
import { decide, isAddressed } from "../../lib/care/decide.ts";
import { recipientFor, recipientOf } from "../../lib/care/recipient.ts";
import { shippedRules } from "../../lib/care/shipped.ts";
import { occasionOf, type Subject } from "../../lib/care/subject.ts";
import { runsDue } from "../../lib/care/sweep.ts";
import type { Terms } from "../../lib/care/terms.ts";
import { partsOf } from "../../lib/care/whom.ts";
import { contacts } from "../../lib/contacts/contact.ts";
import { exampleContact } from "../../lib/contacts/example.ts";
import { customers } from "../../lib/customers/customer.ts";
import { exampleCustomer } from "../../lib/customers/example.ts";

const terms: Terms = {
  zone: "Asia/Shanghai",
  language: "zh-CN",
  leapDay: "02-28",
  important: { tiers: ["vip"], classes: ["A"] },
  restraint: { mostInSevenDays: 2, quietHours: { from: "21:00", until: "08:00" } },
  tierNames: new Map([["vip", "VIP"]]),
  revisitEveryDays: 90,
};
const customer = (more: object = {}) => customers.schema.parse({ ...exampleCustomer, ...more });
const contact = (more: object = {}) => contacts.schema.parse({ ...exampleContact, ...more });
const rule = (name: string, more: object = {}) => {
  const found = shippedRules.find(({ shipped }) => shipped === name);
  if (found === undefined) throw new Error(name);
  return { ...found, on: true, ...more };
};
/** 15 August by the lunar calendar. */
const DATE = "2026-09-25";
const at = (time: string) => new Date(`${DATE}T${time}:00+08:00`);

function birthday(more: Partial<Case> = {}, subject: Partial<Subject> = {}): Case {
  const whole: Subject = { customer: customer(), contact: contact(), language: "zh-CN", ...subject };
  const given = rule("birthday");
  const occasion = occasionOf(given, DATE, whole, "02-28");
  if (occasion === undefined) throw new Error("no birthday");
  return {
    rule: given,
    date: DATE,
    candidate: { recordId: exampleContact.id, customerId: exampleCustomer.id },
    subject: whole,
    occasion,
    recipient: recipientOf(whole.contact ?? whole.customer),
    standing: undefined,
    turns: { version: 0, at: [] },
    addressTurns: { version: 0, at: [] },
    isDone: false,
    ...more,
  };
}

describe("what is done for somebody", () => {
  it("is a mail at the rule's hour, or at once when that is over, marked when it is late", () => {
    expect(birthday().occasion).toEqual({ key: "lunar-2026", whose: exampleContact.id, values: {} });
    expect(decide(birthday(), terms, at("06:00"))).toEqual({
      mail: { do: "send", at: at("09:00"), template: "birthday", belated: false },
      task: false,
    });
    expect(decide(birthday(), terms, at("14:00"))?.mail).toMatchObject({ at: at("14:00"), belated: false });
    const nextDay = new Date(at("06:00").getTime() + 86_400_000);
    expect(decide(birthday(), terms, nextDay)?.mail).toMatchObject({ do: "send", belated: true });
    // In the quiet hours it waits until the next morning, and is late then.
    expect(decide(birthday(), terms, at("22:00"))?.mail).toMatchObject({
      at: new Date("2026-09-26T00:00:00Z"),
      belated: true,
    });
  });

  it("is a task for the owner of the important ones alone, and for nobody where nobody owns them", () => {
    const taskOf = (subject: Partial<Subject>) => decide(birthday({}, subject), terms, at("06:00"))?.task;
    expect(taskOf({ customer: customer({ keyAccount: true }) })).toBe(true);
    expect(taskOf({ customer: customer({ keyAccount: true, ownerId: undefined }) })).toBe(false);
    expect(taskOf({})).toBe(false);
  });

  it("is nothing for whoever is not addressed, and a reason for whoever is held back", () => {
    const inactive = birthday({}, { customer: customer({ type: "inactive", keyAccount: true }) });
    expect(decide(inactive, terms, at("06:00"))).toEqual({
      mail: { do: "hold", reason: "inactive" },
      task: false,
    });
    const others = birthday({ rule: rule("birthday", { audience: { tags: ["others"] } }) });
    expect(decide(others, terms, at("06:00"))).toBeUndefined();
    const tasks = birthday({ rule: rule("birthday", { makes: "task", taskFor: "important" }) });
    expect(decide(tasks, terms, at("06:00"))).toBeUndefined();
  });
});

describe("an audience", () => {
  const subject: Subject = { customer: customer(), contact: contact(), language: "zh-CN" };
  it.each([
    [{}, true],
    [{ kinds: ["company"] }, true],
    [{ kinds: ["person"] }, false],
    [{ tags: ["heat pumps", "others"] }, true],
    [{ tags: ["others"] }, false],
    [{ tiers: ["vip"] }, false],
    [{ classes: ["A"] }, false],
    [{ keyAccountsOnly: true }, false],
    [{ keyContactsOnly: true }, true],
    [{ kinds: ["company"], tags: ["others"] }, false],
  ] as const)("%j fits: %s", (audience, fits) => {
    expect(isAddressed(structuredClone(audience) as object, subject)).toBe(fits);
  });

  it("of key contacts leaves the others of a company out, and keeps persons", () => {
    const user = contact({ roleInDecision: "user" });
    expect(isAddressed({ keyContactsOnly: true }, { ...subject, contact: user })).toBe(false);
    expect(isAddressed({ keyContactsOnly: true }, { ...subject, contact: undefined })).toBe(true);
  });
});

describe("an occasion of a customer", () => {
  const named = (name: string, more: object) => contact({ name, ...more });
  it("goes to its own address if it consents, else to the first who consents, those who decide first", () => {
    const people = [
      named("用户", { roleInDecision: "user" }),
      named("拍板", { roleInDecision: "decision-maker" }),
      named("沉默", { roleInDecision: "decision-maker", careMails: { consent: false, on: "2026-01-01" } }),
    ];
    expect(recipientFor(customer(), people)).toMatchObject({ name: "拍板", consents: true });
    const consent = { consent: true, on: "2026-01-01" };
    expect(recipientFor(customer({ careMails: consent }), people)).toMatchObject({ id: exampleCustomer.id });
    expect(recipientFor(customer({ kind: "person" }), people)).toMatchObject({ consents: false });
    expect(recipientFor(customer(), [])).toMatchObject({ id: exampleCustomer.id, consents: false });
  });
});

describe("the runs of a morning", () => {
  it("are today's and those of the days that may be late, since the rule was switched on", () => {
    const now = at("06:00");
    const dates = (since: string) =>
      runsDue(rule("birthday", { since, lateDays: 2 }), terms, now).map(({ date }) => date);
    expect(dates("2026-01-01")).toEqual(["2026-09-23", "2026-09-24", "2026-09-25"]);
    expect(dates("2026-09-25")).toEqual(["2026-09-25"]);
    expect(dates("2026-09-26")).toEqual([]);
  });

  it("of a festival are on its day alone, side by side", () => {
    const runs = runsDue(rule("mid-autumn", { since: "2026-01-01" }), terms, at("06:00"));
    expect(new Set(runs.map(({ date }) => date))).toEqual(new Set([DATE]));
    expect(new Set(runs.map(({ id }) => id)).size).toBe(16);
    expect(partsOf(rule("mid-autumn").occasion, "2026-09-24", "02-28")).toEqual([]);
  });

  it("read the days that matter, and no others", () => {
    const of = (name: string) => partsOf(rule(name).occasion, DATE, "02-28").map(({ key }) => key);
    expect(of("birthday")).toEqual([
      "care#birthday#solar#09-25",
      "care#birthday#lunar#08-15",
      "care#birthday#lunar#leap08-15",
    ]);
    expect(of("membership-anniversary")).toEqual(["care#joined#solar#09-25"]);
    expect(of("after-delivery")).toEqual(["care#delivered#2026-09-18"]);
    expect(of("warranty-ending")).toEqual(["care#warranty#2026-10-25"]);
    expect(of("dormant")).toEqual([
      "care#dormant#2026-09-25",
      "care#dormant#2026-06-27",
      "care#dormant#2026-03-29",
      "care#dormant#2025-12-29",
      "care#dormant#2025-09-30",
    ]);
    expect(partsOf(rule("key-account-revisit").occasion, DATE, "02-28")).toEqual([
      { key: "care#revisits", until: "2026-09-25~" },
    ]);
  });
});

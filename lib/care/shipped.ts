import { SYSTEM } from "../access/caller.ts";
import { derivedId } from "../ids/derived.ts";
import type { CareRule, CareRuleInput } from "./rule.ts";

type Shipped = Pick<CareRuleInput, "name" | "occasion"> & Partial<CareRuleInput>;

/** The rules that every company begins with, all switched off: nobody is written to before somebody says so. */
const SHIPPED: Readonly<Record<string, Shipped>> = {
  birthday: { name: "生日祝福", occasion: { kind: "birthday" }, makes: "both", taskFor: "important" },
  "spring-festival": {
    name: "春节祝福",
    occasion: { kind: "holiday", days: [{ festival: "spring-festival" }] },
  },
  "mid-autumn": { name: "中秋祝福", occasion: { kind: "holiday", days: [{ festival: "mid-autumn" }] } },
  "new-year": { name: "元旦祝福", occasion: { kind: "holiday", days: [{ festival: "new-year" }] } },
  "membership-anniversary": { name: "入会周年", occasion: { kind: "membership-anniversary" } },
  "after-delivery": {
    name: "交付后回访",
    occasion: { kind: "after-delivery", days: 7 },
    sendAt: "10:00",
    lateDays: 7,
  },
  "warranty-ending": {
    name: "保修到期提醒",
    occasion: { kind: "warranty-ending", daysBefore: 30 },
    makes: "both",
    taskFor: "important",
    sendAt: "10:00",
    lateDays: 7,
  },
  dormant: {
    name: "沉睡客户唤醒",
    occasion: { kind: "dormant", againEveryDays: 90 },
    sendAt: "10:00",
    lateDays: 7,
  },
  "key-account-revisit": {
    name: "大客户回访",
    occasion: { kind: "key-account-revisit" },
    makes: "task",
    lateDays: 14,
  },
};

const SHIPPED_AT = "2026-01-01T00:00:00.000Z";

/** What the product ships under a name, as if nobody had changed it: its version is 0 until somebody does. */
function rule(key: string, fields: Shipped): CareRule {
  const by = SYSTEM.userId;
  return {
    id: derivedId("care-rule", new Date(SHIPPED_AT), key),
    version: 0,
    createdAt: SHIPPED_AT,
    createdBy: by,
    updatedAt: SHIPPED_AT,
    updatedBy: by,
    audience: {},
    makes: "mail",
    taskFor: "all",
    sendAt: "09:00",
    lateDays: 2,
    ...fields,
    shipped: key,
    on: false,
  };
}

export const shippedRules: readonly CareRule[] = Object.entries(SHIPPED).map(([key, fields]) =>
  rule(key, fields),
);

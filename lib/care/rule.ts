import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { text } from "../text/text.ts";
import { calendarDate, instant } from "../time/calendar.ts";
import { occasion } from "./occasion.ts";
import { timeOfDay } from "./settings.ts";

/** Whom a rule is for: everybody unless told. Of a list, one is enough; of several lists, all must fit. */
export const audience = z.strictObject({
  kinds: z
    .array(z.enum(["company", "person"]))
    .min(1)
    .max(2)
    .optional(),
  tiers: z.array(text(60)).min(1).max(20).optional().meta({ description: "Keys of membership tiers" }),
  classes: z
    .array(z.enum(["A", "B", "C"]))
    .min(1)
    .max(3)
    .optional(),
  tags: z.array(text(50)).min(1).max(50).optional(),
  keyAccountsOnly: z.boolean().optional(),
  /** Of a company's contacts those who decide: decision-makers, approvers and champions. */
  keyContactsOnly: z.boolean().optional(),
});
export type Audience = z.infer<typeof audience>;

/** What a caller says of a care rule. */
export const careRuleInput = z.strictObject({
  name: text(100),
  occasion,
  audience: audience.default({}),
  /** A mail to the customer, a task for its owner, or both. */
  makes: z.enum(["mail", "task", "both"]).default("mail"),
  /** Whether the owner is asked to see to everybody, or only to important customers (setting `care`). */
  taskFor: z.enum(["all", "important"]).default("all"),
  /** The template of its mails; the occasion's own unless told. */
  template: z
    .string()
    .max(100)
    .optional()
    .meta({ examples: ["birthday"] }),
  /** When mails go out, in the company's zone. */
  sendAt: timeOfDay.default("09:00"),
  /** How many days late a greeting is still sent, marked as belated; 0 is on its day or never. */
  lateDays: z.int().min(0).max(14).default(2),
});
export type CareRuleInput = z.infer<typeof careRuleInput>;

/** A care rule (关怀规则): whom to greet or look after, on which occasion. */
export const careRule = z
  .object({
    ...recordFields,
    ...careRuleInput.shape,
    id: idOf("care-rule"),
    /** 0 while a shipped rule stands as it is shipped. */
    version: z.int().min(0),
    audience,
    /** Shipped rules can be changed and restored, not deleted. */
    shipped: z.string().optional(),
    on: z.boolean(),
    /** Since which day it is switched on: nothing is made up for what was before. */
    since: calendarDate.optional(),
    /** When it was switched on last: from then on its days are gone through anew. */
    switchedOnAt: instant.optional(),
    /** Somebody has said that it is right that everybody is written to. */
    everybodyConfirmed: z.boolean().optional(),
  })
  .meta({ id: "CareRule" });
export type CareRule = z.infer<typeof careRule>;

/** What callers are shown. */
export const careRuleAnswer = careRule
  .omit({ claims: true, deletedAt: true })
  .extend({ isDefault: z.boolean().meta({ description: "Whether it says what the product ships" }) })
  .meta({ id: "CareRuleAnswer" });

/** Rules are few, and in one list. */
export const RULES_PARTITION = "care-rules";
export const MOST_RULES = 60;

export const careRules = defineEntity({
  type: "care-rule",
  schema: careRule,
  indexes: ({ id }) => ({ namePk: RULES_PARTITION, nameSk: id }),
});

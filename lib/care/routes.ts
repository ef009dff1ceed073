import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { careMailAnswer } from "./care-mail.ts";
import {
  exampleCareMail,
  examplePreviewItem,
  exampleRule,
  exampleRuleInput,
  exampleRuleOn,
} from "./example.ts";
import { careMailQuery } from "./find.ts";
import { previewInput, previewItem } from "./preview.ts";
import { careRuleAnswer, careRuleInput } from "./rule.ts";

const id = z.strictObject({ id: idOf("care-rule") });
const update = { resource: "care-rule", action: "update" } as const;

export const careRuleRoutes = defineRoutes({
  create: {
    id: "care-rule.create",
    method: "POST",
    path: "/care-rules",
    summary: "Add a care rule, switched off",
    access: { resource: "care-rule", action: "create" },
    body: careRuleInput,
    response: careRuleAnswer,
    status: 201,
    budget: { calls: 2 },
    problems: ["rule-broken", "conflict"],
    example: { body: exampleRuleInput, response: exampleRule },
  },
  list: {
    id: "care-rule.list",
    method: "GET",
    path: "/care-rules",
    summary: "List all care rules, shipped ones and the company's own; they are at most 60",
    access: { resource: "care-rule", action: "read" },
    response: z.object({ items: z.array(careRuleAnswer) }),
    budget: { calls: 1 },
    example: { response: { items: [exampleRule] } },
  },
  read: {
    id: "care-rule.read",
    method: "GET",
    path: "/care-rules/{id}",
    summary: "Read a care rule",
    access: { resource: "care-rule", action: "read" },
    params: id,
    response: careRuleAnswer,
    budget: { calls: 1 },
    example: { response: exampleRule },
  },
  update: {
    id: "care-rule.update",
    method: "PATCH",
    path: "/care-rules/{id}",
    summary: "Change a care rule, a shipped one too (JSON Merge Patch)",
    access: update,
    params: id,
    body: patchOf(careRuleInput),
    response: careRuleAnswer,
    budget: { calls: 2 },
    problems: ["rule-broken", "stale-version"],
    example: { body: { sendAt: "08:30" }, response: { ...exampleRule, version: 2, sendAt: "08:30" } },
  },
  remove: {
    id: "care-rule.remove",
    method: "DELETE",
    path: "/care-rules/{id}",
    summary: "Delete a care rule of the company's own",
    access: { resource: "care-rule", action: "delete" },
    params: id,
    status: 204,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
  },
  switchOn: {
    id: "care-rule.switch-on",
    method: "POST",
    path: "/care-rules/{id}/switch-on",
    summary: "Switch a care rule on, from today",
    description: "A rule that writes to everybody who consents is switched on with `confirmEverybody` alone.",
    access: update,
    params: id,
    body: z.strictObject({ confirmEverybody: z.boolean().optional() }),
    response: careRuleAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "rule-broken", "stale-version"],
    example: { body: {}, response: exampleRuleOn },
  },
  switchOff: {
    id: "care-rule.switch-off",
    method: "POST",
    path: "/care-rules/{id}/switch-off",
    summary: "Switch a care rule off; mails that wait are sent all the same",
    access: update,
    params: id,
    response: careRuleAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: { response: { ...exampleRule, version: 3 } },
  },
  restore: {
    id: "care-rule.restore",
    method: "POST",
    path: "/care-rules/{id}/restore-default",
    summary: "Let a shipped care rule say again what the product ships",
    access: update,
    params: id,
    response: careRuleAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: { response: { ...exampleRule, isDefault: true, version: 4 } },
  },
  preview: {
    id: "care-rule.preview",
    method: "POST",
    path: "/care-rules/{id}/preview",
    summary: "See who would get what by this rule on a date, who is held back and why; nothing is sent",
    description: "Customers whom the caller may not read are left out; a page may hold fewer than asked for.",
    access: { resource: "care-rule", action: "read" },
    params: id,
    body: previewInput,
    response: pageOf(previewItem),
    budget: {
      calls: 130,
      because:
        "the rule, the day's entries, and what decides about them in a few calls; one more for each company whose contacts are looked at",
    },
    problems: ["rule-broken", "invalid-cursor"],
    example: {
      body: { on: "2027-09-15" },
      response: { items: [examplePreviewItem], nextCursor: null },
    },
  },
  sweep: {
    id: "care-rule.sweep",
    method: "POST",
    path: "/care-rules/sweep",
    summary: "Begin now what the morning's sweep would: whatever of it was done is not done again",
    description: "At most 80 are begun at a time: ask again until it answers 0.",
    access: update,
    response: z.object({ opened: z.int().meta({ description: "Days of rules that were not begun yet" }) }),
    status: 202,
    budget: {
      calls: 16,
      because: "the rules, their runs of the days that may be late, 100 a call, and the stuck ones are read",
    },
    example: { response: { opened: 3 } },
  },
  history: historyRoute("care-rule", "care-rules", idOf("care-rule")),
});

export const careMailRoutes = defineRoutes({
  list: {
    id: "care-mail.list",
    method: "GET",
    path: "/care-mails",
    summary:
      "List who was cared for on which occasion, by date, status, rule or customer; also who was held back and why",
    access: { resource: "care-mail", action: "read" },
    query: careMailQuery,
    response: pageOf(careMailAnswer),
    budget: { calls: 3, because: "a list of each year until the page is full" },
    example: { response: { items: [exampleCareMail], nextCursor: null } },
  },
  read: {
    id: "care-mail.read",
    method: "GET",
    path: "/care-mails/{id}",
    summary: "Read what was done for somebody on an occasion",
    access: { resource: "care-mail", action: "read" },
    params: z.strictObject({ id: idOf("care-mail") }),
    response: careMailAnswer,
    budget: { calls: 1 },
    example: { response: exampleCareMail },
  },
  history: historyRoute("care-mail", "care-mails", idOf("care-mail")),
});

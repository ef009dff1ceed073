import * as z from "zod";
import { allowDuplicate } from "../customers/routes.ts";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { MOST } from "../money/money.ts";
import { historyRoute } from "../resource/history.ts";
import { month } from "../time/calendar.ts";
import { assignment } from "./assign.ts";
import { changeable } from "./change.ts";
import { exampleClosed, exampleLost, exampleOpportunity, exampleOpportunityInput } from "./example.ts";
import { opportunityBody } from "./input.ts";
import { lossInput } from "./lose.ts";
import { opportunityAnswer } from "./opportunity.ts";
import { reopening } from "./reopen.ts";
import { OPPORTUNITY_STATUSES } from "./status.ts";

const id = z.strictObject({ id: idOf("opportunity") });
const minorUnits = z.coerce.number().int().min(0).max(MOST).optional();

export const opportunityRoutes = defineRoutes({
  create: {
    id: "opportunity.create",
    method: "POST",
    path: "/opportunities",
    summary:
      "Create an opportunity, with its customer and its first follow-up when they are new: all or nothing",
    description:
      "Name an existing customer by `customerId`, or give a new one as `customer`; both together change the existing one.",
    access: { resource: "opportunity", action: "create" },
    query: allowDuplicate,
    body: opportunityBody,
    response: opportunityAnswer,
    status: 201,
    budget: { calls: 4, because: "the numbers of opportunity and new customer are taken while it reads" },
    problems: ["unknown-reference", "rule-broken", "not-assignable", "already-exists", "foreign-currency"],
    example: { body: exampleOpportunityInput, response: exampleOpportunity },
  },
  list: {
    id: "opportunity.list",
    method: "GET",
    path: "/opportunities",
    summary: "Find opportunities, newest first; those of one customer executing first",
    access: { resource: "opportunity", action: "read" },
    query: z.strictObject({
      ...paging,
      number: z.string().min(1).max(60).optional(),
      status: z.enum(OPPORTUNITY_STATUSES).optional(),
      stage: z.string().min(1).max(60).optional(),
      ownerId: idOf("user").optional(),
      customerId: idOf("customer").optional(),
      campaignId: idOf("campaign").optional(),
      minAmount: minorUnits.meta({ description: "Minor units, included" }),
      maxAmount: minorUnits.meta({ description: "Minor units, included" }),
      closeMonth: month.optional().meta({ description: "Month of the expected close" }),
      stalledDays: z.coerce
        .number()
        .int()
        .min(1, { error: "must be 1 to 3650" })
        .max(3650, { error: "must be 1 to 3650" })
        .optional()
        .meta({ description: "Executing ones without a completed follow-up for more than that many days" }),
    }),
    response: pageOf(opportunityAnswer),
    budget: {
      calls: 12,
      because:
        "without a status the lists of all four are merged, and those of each department in its scope, or of each year until the page is full",
    },
    example: { response: { items: [exampleOpportunity], nextCursor: null } },
  },
  read: {
    id: "opportunity.read",
    method: "GET",
    path: "/opportunities/{id}",
    summary: "Read an opportunity",
    access: { resource: "opportunity", action: "read" },
    params: id,
    response: opportunityAnswer,
    budget: { calls: 1 },
    example: { response: exampleOpportunity },
  },
  update: {
    id: "opportunity.update",
    method: "PATCH",
    path: "/opportunities/{id}",
    summary: "Change an opportunity (JSON Merge Patch)",
    description:
      "Lists (lines, sales team, competitors, partners, collaborators) are replaced whole. `probability: null` lets it follow the stage again.",
    access: { resource: "opportunity", action: "update" },
    params: id,
    body: patchOf(changeable),
    response: opportunityAnswer,
    budget: { calls: 2 },
    problems: [
      "conflict",
      "stale-version",
      "unknown-reference",
      "rule-broken",
      "not-assignable",
      "already-exists",
      "foreign-currency",
    ],
    example: { body: { stage: "negotiation", customerAttitude: 5 }, response: exampleOpportunity },
  },
  remove: {
    id: "opportunity.remove",
    method: "DELETE",
    path: "/opportunities/{id}",
    summary: "Delete an executing opportunity that was never won or lost; its history is kept for audit",
    access: { resource: "opportunity", action: "delete" },
    params: id,
    status: 204,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
  },
  assign: {
    id: "opportunity.assign",
    method: "POST",
    path: "/opportunities/{id}/assign",
    summary: "Give an opportunity to another owner",
    access: { resource: "opportunity", action: "assign" },
    params: id,
    body: assignment,
    response: opportunityAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version", "not-assignable"],
    example: {
      body: { ownerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4Y" },
      response: { ...exampleOpportunity, ownerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4Y" },
    },
  },
  lose: {
    id: "opportunity.lose",
    method: "POST",
    path: "/opportunities/{id}/lose",
    summary: "Lose an opportunity, for a reason of the list and to a competitor, if one won it",
    access: { resource: "opportunity", action: "update" },
    params: id,
    body: lossInput,
    response: opportunityAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version", "rule-broken", "unknown-reference"],
    example: { body: { reason: "price", lostTo: exampleLost.lostTo }, response: exampleLost },
  },
  reopen: {
    id: "opportunity.reopen",
    method: "POST",
    path: "/opportunities/{id}/reopen",
    summary: "Take a lost opportunity up again, with a reason",
    access: { resource: "opportunity", action: "approve" },
    params: id,
    body: reopening,
    response: opportunityAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version", "rule-broken"],
    example: {
      body: { reason: "Their budget was approved after all", expectedCloseOn: "2027-03-31" },
      response: { ...exampleOpportunity, expectedCloseOn: "2027-03-31" },
    },
  },
  close: {
    id: "opportunity.close",
    method: "POST",
    path: "/opportunities/{id}/close",
    summary: "Close a won and ordered opportunity for good; whoever closes vouches for delivery and payment",
    access: { resource: "opportunity", action: "approve" },
    params: id,
    response: opportunityAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: { response: exampleClosed },
  },
  history: historyRoute("opportunity", "opportunities", idOf("opportunity")),
});

import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf, idOrNone } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { month } from "../time/calendar.ts";
import { commissionEntry } from "./entry.ts";
import {
  exampleEntry,
  examplePlan,
  examplePlanInput,
  exampleVersion,
  exampleVersionInput,
} from "./example.ts";
import { planAnswer, planBody, planInput, planVersion, planWithVersions, versionInput } from "./plan.ts";

const id = z.strictObject({ id: idOf("commission-plan") });

export const planRoutes = defineRoutes({
  createPlan: {
    id: "commission-plan.create",
    method: "POST",
    path: "/commission-plans",
    summary: "Make a commission plan with its first rules",
    description:
      "Each line of a won deal is paid by the first rule that applies, of the first plan that has one. Commission on payments received is not offered yet.",
    access: { resource: "commission-plan", action: "create" },
    body: planBody,
    response: planWithVersions,
    status: 201,
    budget: { calls: 2 },
    problems: ["rule-broken", "unknown-reference", "already-exists", "foreign-currency"],
    example: { body: examplePlanInput, response: { ...examplePlan, versions: [exampleVersion] } },
  },
  listPlans: {
    id: "commission-plan.list",
    method: "GET",
    path: "/commission-plans",
    summary: "List commission plans, newest first",
    access: { resource: "commission-plan", action: "read" },
    query: z.strictObject(paging),
    response: pageOf(planAnswer),
    budget: { calls: 3, because: "a list of each year until the page is full" },
    example: { response: { items: [examplePlan], nextCursor: null } },
  },
  readPlan: {
    id: "commission-plan.read",
    method: "GET",
    path: "/commission-plans/{id}",
    summary: "Read a commission plan with all its versions",
    access: { resource: "commission-plan", action: "read" },
    params: id,
    response: planWithVersions,
    budget: { calls: 1 },
    example: { response: { ...examplePlan, versions: [exampleVersion] } },
  },
  updatePlan: {
    id: "commission-plan.update",
    method: "PATCH",
    path: "/commission-plans/{id}",
    summary: "Change whom a plan is for, its rank, or whether it pays (JSON Merge Patch)",
    description: "What was won before stays as it was paid. Rules change by a new version.",
    access: { resource: "commission-plan", action: "update" },
    params: id,
    body: patchOf(planInput),
    response: planAnswer,
    budget: { calls: 2 },
    problems: ["rule-broken", "unknown-reference", "already-exists", "stale-version"],
    example: { body: { active: false }, response: { ...examplePlan, version: 2, active: false } },
  },
  addVersion: {
    id: "commission-plan.add-version",
    method: "POST",
    path: "/commission-plans/{id}/versions",
    summary:
      "Give a plan new rules from a month on; the entries before keep the version they were computed with",
    access: { resource: "commission-plan", action: "update" },
    params: id,
    body: versionInput,
    response: planVersion,
    status: 201,
    budget: { calls: 2 },
    problems: ["rule-broken", "unknown-reference", "stale-version", "foreign-currency"],
    example: { body: exampleVersionInput, response: { ...exampleVersion, planVersion: 2 } },
  },
  history: historyRoute("commission-plan", "commission-plans", idOf("commission-plan")),
});

export const entryRoutes = defineRoutes({
  listEntries: {
    id: "commission-entry.list",
    method: "GET",
    path: "/commission-entries",
    summary:
      "Read the commission entries of a month or an opportunity: what was earned, and what was taken back",
    access: { resource: "commission-entry", action: "read" },
    query: z.strictObject({
      ...paging,
      month: month.optional().meta({ description: "The current one unless told or an opportunity is named" }),
      salespersonId: idOf("user").optional(),
      departmentId: idOrNone("department").optional(),
      opportunityId: idOf("opportunity").optional(),
      kind: commissionEntry.shape.kind.optional(),
    }),
    response: pageOf(commissionEntry),
    budget: { calls: 1 },
    example: { response: { items: [exampleEntry], nextCursor: null } },
  },
});

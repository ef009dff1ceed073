import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { ACTIVITY_KINDS, activityAnswer, activityInput } from "./activity.ts";
import { exampleActivity, exampleActivityInput } from "./example.ts";
import { correctable } from "./record.ts";

const id = z.strictObject({ id: idOf("activity") });

export const activityRoutes = defineRoutes({
  create: {
    id: "activity.create",
    method: "POST",
    path: "/activities",
    summary: "Record a call, mail, visit, meeting or care with a customer",
    access: { resource: "activity", action: "create" },
    body: activityInput,
    response: activityAnswer,
    status: 201,
    budget: { calls: 2 },
    problems: ["rule-broken", "not-found", "not-assignable", "conflict"],
    example: { body: exampleActivityInput, response: exampleActivity },
  },
  list: {
    id: "activity.list",
    method: "GET",
    path: "/activities",
    summary: "List activities, newest first; only those of a customer, opportunity, person or kind",
    access: { resource: "activity", action: "read" },
    query: z.strictObject({
      ...paging,
      customerId: idOf("customer").optional(),
      opportunityId: idOf("opportunity").optional(),
      performerId: idOf("user").optional(),
      kind: z.enum(ACTIVITY_KINDS).optional(),
    }),
    response: pageOf(activityAnswer),
    budget: { calls: 3, because: "a list of each year until the page is full" },
    example: { response: { items: [exampleActivity], nextCursor: null } },
  },
  read: {
    id: "activity.read",
    method: "GET",
    path: "/activities/{id}",
    summary: "Read an activity",
    access: { resource: "activity", action: "read" },
    params: id,
    response: activityAnswer,
    budget: { calls: 1 },
    example: { response: exampleActivity },
  },
  update: {
    id: "activity.update",
    method: "PATCH",
    path: "/activities/{id}",
    summary: "Correct an activity (JSON Merge Patch)",
    access: { resource: "activity", action: "update" },
    params: id,
    body: patchOf(correctable),
    response: activityAnswer,
    budget: { calls: 2 },
    problems: ["rule-broken", "stale-version"],
    example: { body: { plan: "周五提交方案" }, response: exampleActivity },
  },
  remove: {
    id: "activity.remove",
    method: "DELETE",
    path: "/activities/{id}",
    summary: "Delete an activity; its history is kept for audit",
    access: { resource: "activity", action: "delete" },
    params: id,
    status: 204,
    budget: { calls: 2 },
    problems: ["stale-version"],
  },
  history: historyRoute("activity", "activities", idOf("activity")),
});

import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { instant } from "../time/calendar.ts";
import { changeable } from "./change.ts";
import { completion } from "./complete.ts";
import { exampleCompletion, exampleFollowUp, exampleFollowUpInput } from "./example.ts";
import { FOLLOW_UP_STATUSES, followUpAnswer, followUpInput } from "./follow-up.ts";
import { cancelling, reassigning, rescheduling } from "./move.ts";

const id = z.strictObject({ id: idOf("follow-up") });
const ofOpportunity = z.strictObject({ id: idOf("opportunity") });
const page = { items: [exampleFollowUp], nextCursor: null };

/** The follow-ups of one opportunity; part of the area `opportunities`. */
export const opportunityFollowUpRoutes = defineRoutes({
  planFollowUp: {
    id: "opportunity.plan-follow-up",
    method: "POST",
    path: "/opportunities/{id}/follow-ups",
    summary: "Plan a follow-up: at its time a task appears and a mail goes out, once",
    access: { resource: "follow-up", action: "create" },
    params: ofOpportunity,
    body: followUpInput,
    response: followUpAnswer,
    status: 201,
    budget: { calls: 2 },
    problems: ["rule-broken", "conflict", "not-assignable"],
    example: { body: exampleFollowUpInput, response: exampleFollowUp },
  },
  followUps: {
    id: "opportunity.follow-ups",
    method: "GET",
    path: "/opportunities/{id}/follow-ups",
    summary: "List an opportunity's follow-ups, the earliest planned first",
    access: { resource: "follow-up", action: "read" },
    params: ofOpportunity,
    query: z.strictObject(paging),
    response: pageOf(followUpAnswer),
    budget: { calls: 2, because: "the opportunity is read too, to see whether the caller may" },
    example: { response: page },
  },
});

export const followUpRoutes = defineRoutes({
  list: {
    id: "follow-up.list",
    method: "GET",
    path: "/follow-ups",
    summary: "List follow-ups of a status in the order in which they are planned",
    access: { resource: "follow-up", action: "read" },
    query: z.strictObject({
      ...paging,
      status: z.enum(FOLLOW_UP_STATUSES).default("planned"),
      handlerId: idOf("user").optional(),
      from: instant.optional().meta({ description: "Planned at or after this instant" }),
      until: instant.optional().meta({ description: "Planned before this instant" }),
    }),
    response: pageOf(followUpAnswer),
    budget: { calls: 1, because: "a scope of several departments is a query each" },
    example: { response: page },
  },
  read: {
    id: "follow-up.read",
    method: "GET",
    path: "/follow-ups/{id}",
    summary: "Read a follow-up",
    access: { resource: "follow-up", action: "read" },
    params: id,
    response: followUpAnswer,
    budget: { calls: 1 },
    example: { response: exampleFollowUp },
  },
  update: {
    id: "follow-up.update",
    method: "PATCH",
    path: "/follow-ups/{id}",
    summary: "Change how and what is to be done in a planned follow-up (JSON Merge Patch)",
    access: { resource: "follow-up", action: "update" },
    params: id,
    body: patchOf(changeable),
    response: followUpAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: { body: { method: "visit" }, response: { ...exampleFollowUp, version: 2, method: "visit" } },
  },
  complete: {
    id: "follow-up.complete",
    method: "POST",
    path: "/follow-ups/{id}/complete",
    summary:
      "Record what happened, move the opportunity's stage, and plan the next follow-up or say why none",
    access: { resource: "follow-up", action: "update" },
    params: id,
    body: completion,
    response: followUpAnswer,
    budget: { calls: 3, because: "the opportunity changes too, and only the follow-up knows which it is" },
    problems: ["rule-broken", "conflict", "not-assignable", "stale-version"],
    example: {
      body: exampleCompletion,
      response: {
        ...exampleFollowUp,
        version: 3,
        status: "completed",
        completedAt: "2026-11-30T02:20:00.000Z",
        outcome: exampleCompletion.outcome,
        attitude: 4,
        stage: "proposal",
        nextId: "fup_01JCXW3V7Q8F2M4N6P8R0T2V4Y",
      },
    },
  },
  reschedule: {
    id: "follow-up.reschedule",
    method: "POST",
    path: "/follow-ups/{id}/reschedule",
    summary: "Plan a follow-up for another time; it never fires at the old one",
    access: { resource: "follow-up", action: "update" },
    params: id,
    body: rescheduling,
    response: followUpAnswer,
    budget: { calls: 2 },
    problems: ["rule-broken", "conflict", "stale-version"],
    example: { body: { plannedAt: "2026-12-01T02:00:00.000Z" }, response: exampleFollowUp },
  },
  cancel: {
    id: "follow-up.cancel",
    method: "POST",
    path: "/follow-ups/{id}/cancel",
    summary: "Cancel a follow-up; it never fires",
    access: { resource: "follow-up", action: "update" },
    params: id,
    body: cancelling,
    response: followUpAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: {
      body: { reason: "客户提前来电" },
      response: { ...exampleFollowUp, version: 2, status: "cancelled", cancelReason: "客户提前来电" },
    },
  },
  reassign: {
    id: "follow-up.reassign",
    method: "POST",
    path: "/follow-ups/{id}/reassign",
    summary: "Give a follow-up to somebody else, who must be able to work with it and read its opportunity",
    access: { resource: "follow-up", action: "assign" },
    params: id,
    body: reassigning,
    response: followUpAnswer,
    budget: { calls: 3, because: "whether the new handler may read the opportunity is seen there" },
    problems: ["not-assignable", "conflict", "stale-version"],
    example: { body: { handlerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4Y" }, response: exampleFollowUp },
  },
  history: historyRoute("follow-up", "follow-ups", idOf("follow-up")),
});

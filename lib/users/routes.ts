import * as z from "zod";
import { RESOURCES } from "../access/grant.ts";
import { LISTS } from "../handover/belongings.ts";
import { handoverAnswer } from "../handover/handover.ts";
import { handoverInput } from "../handover/start.ts";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { roleKey } from "../roles/role.ts";
import { exampleHandover, exampleUser, exampleUserInput } from "./example.ts";
import { USER_STATUSES, userAnswer, userInput } from "./user.ts";

const id = z.strictObject({ id: idOf("user") });

export const userRoutes = defineRoutes({
  create: {
    id: "user.create",
    method: "POST",
    path: "/users",
    summary: "Add a member of staff, who is invited to sign in",
    access: { resource: "user", action: "create" },
    body: userInput,
    response: userAnswer,
    status: 201,
    budget: { calls: 1 },
    problems: ["already-exists", "unknown-reference"],
    example: { body: exampleUserInput, response: exampleUser },
  },
  list: {
    id: "user.list",
    method: "GET",
    path: "/users",
    summary: "Find members of staff by beginning of the name, department, role or status",
    access: { resource: "user", action: "read" },
    query: z.strictObject({
      ...paging,
      name: z.string().min(1).max(100).optional().meta({ description: "Beginning of the name" }),
      departmentId: idOf("department").optional(),
      role: roleKey.optional(),
      status: z.enum(USER_STATUSES).optional(),
    }),
    response: pageOf(userAnswer),
    budget: { calls: 1 },
    example: { response: { items: [exampleUser], nextCursor: null } },
  },
  read: {
    id: "user.read",
    method: "GET",
    path: "/users/{id}",
    summary: "Read a member of staff",
    access: { resource: "user", action: "read" },
    params: id,
    response: userAnswer,
    budget: { calls: 1 },
    example: { response: exampleUser },
  },
  update: {
    id: "user.update",
    method: "PATCH",
    path: "/users/{id}",
    summary: "Change a member of staff (JSON Merge Patch)",
    description:
      "Giving or taking roles, and changing where others sign in, needs role:assign. Whoever changes department " +
      "takes their records along; GET /users/{id}/handover tells how far that is.",
    access: { resource: "user", action: "update" },
    params: id,
    body: patchOf(userInput),
    response: userAnswer,
    budget: { calls: 2 },
    problems: ["already-exists", "stale-version", "unknown-reference", "rule-broken"],
    example: { body: { roles: ["salesperson", "marketing"] }, response: exampleUser },
  },
  leave: {
    id: "user.leave",
    method: "POST",
    path: "/users/{id}/leave",
    summary: "Shut out somebody who leaves, at once; the answer tells what is left to be handed over",
    access: { resource: "user", action: "update" },
    params: id,
    response: userAnswer.extend({
      stillOwns: z
        .array(z.enum(RESOURCES))
        .meta({ description: "Resources of which they still own records: hand them over" }),
      stillHeads: z
        .array(z.string())
        .meta({ description: "Departments that still name them as head: name another" }),
    }),
    budget: { calls: 2 + LISTS, because: "each list of records that they may still own is looked into" },
    problems: ["conflict", "stale-version", "rule-broken"],
    example: {
      response: { ...exampleUser, version: 2, status: "left", stillOwns: ["customer"], stillHeads: [] },
    },
  },
  rejoin: {
    id: "user.rejoin",
    method: "POST",
    path: "/users/{id}/rejoin",
    summary: "Let somebody who had left work here again, with the roles they had",
    access: { resource: "user", action: "update" },
    params: id,
    response: userAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version", "unknown-reference"],
    example: { response: { ...exampleUser, version: 3 } },
  },
  handOver: {
    id: "user.hand-over",
    method: "POST",
    path: "/users/{id}/handover",
    summary: "Hand over a person's records to another; they are moved page by page",
    access: { resource: "user", action: "assign" },
    params: id,
    body: handoverInput,
    response: handoverAnswer,
    status: 202,
    budget: { calls: 2 + LISTS, because: "each list of records that they may own is looked into" },
    problems: ["not-assignable", "already-exists", "rule-broken"],
    example: {
      body: { to: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4Y" },
      response: { ...exampleHandover, version: 1, moved: {} },
    },
  },
  handover: {
    id: "user.handover",
    method: "GET",
    path: "/users/{id}/handover",
    summary: "Read how far a person's latest handover is",
    access: { resource: "user", action: "read" },
    params: id,
    response: handoverAnswer,
    budget: { calls: 2, because: "the person is read too, to see whether the caller may" },
    example: { response: exampleHandover },
  },
  history: historyRoute("user", "users", idOf("user")),
});

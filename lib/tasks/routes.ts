import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { text } from "../text/text.ts";
import { changeable } from "./change.ts";
import { exampleTask, exampleTaskInput } from "./example.ts";
import { TASK_STATUSES, taskAnswer, taskInput } from "./task.ts";

const id = z.strictObject({ id: idOf("task") });
const status = z.enum(TASK_STATUSES);

export const taskRoutes = defineRoutes({
  create: {
    id: "task.create",
    method: "POST",
    path: "/tasks",
    summary: "Create a task, of one's own or about a customer or an opportunity",
    access: { resource: "task", action: "create" },
    body: taskInput,
    response: taskAnswer,
    status: 201,
    budget: { calls: 2 },
    problems: ["rule-broken", "not-found", "not-assignable", "conflict"],
    example: { body: exampleTaskInput, response: exampleTask },
  },
  list: {
    id: "task.list",
    method: "GET",
    path: "/tasks",
    summary: "List tasks, newest first; only those of a status, handler, customer or opportunity",
    access: { resource: "task", action: "read" },
    query: z.strictObject({
      ...paging,
      status: status.optional(),
      handlerId: idOf("user").optional(),
      customerId: idOf("customer").optional(),
      opportunityId: idOf("opportunity").optional(),
    }),
    response: pageOf(taskAnswer),
    budget: {
      calls: 9,
      because:
        "a list of each of three states, and of each department in its scope, or of each year until the page is full",
    },
    example: { response: { items: [exampleTask], nextCursor: null } },
  },
  read: {
    id: "task.read",
    method: "GET",
    path: "/tasks/{id}",
    summary: "Read a task",
    access: { resource: "task", action: "read" },
    params: id,
    response: taskAnswer,
    budget: { calls: 1 },
    example: { response: exampleTask },
  },
  update: {
    id: "task.update",
    method: "PATCH",
    path: "/tasks/{id}",
    summary: "Change an open task (JSON Merge Patch); a moved reminder fires at its new time only",
    access: { resource: "task", action: "update" },
    params: id,
    body: patchOf(changeable),
    response: taskAnswer,
    budget: { calls: 2 },
    problems: ["rule-broken", "conflict", "stale-version"],
    example: { body: { dueAt: "2026-12-01T02:00:00.000Z" }, response: exampleTask },
  },
  complete: {
    id: "task.complete",
    method: "POST",
    path: "/tasks/{id}/complete",
    summary: "Complete a task and record what was done",
    access: { resource: "task", action: "update" },
    params: id,
    body: z.strictObject({ result: text(5000).optional() }),
    response: taskAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: {
      body: { result: "已拜访,客户确认下月采购" },
      response: {
        ...exampleTask,
        version: 2,
        status: "done",
        completedAt: "2026-11-30T03:00:00.000Z",
        result: "已拜访,客户确认下月采购",
      },
    },
  },
  cancel: {
    id: "task.cancel",
    method: "POST",
    path: "/tasks/{id}/cancel",
    summary: "Cancel a task",
    access: { resource: "task", action: "update" },
    params: id,
    body: z.strictObject({ reason: text(1000).optional() }),
    response: taskAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: { body: { reason: "客户已另行安排" }, response: exampleTask },
  },
  reassign: {
    id: "task.reassign",
    method: "POST",
    path: "/tasks/{id}/reassign",
    summary: "Give a task to somebody else, who must be able to work with it",
    access: { resource: "task", action: "assign" },
    params: id,
    body: z.strictObject({ handlerId: idOf("user") }),
    response: taskAnswer,
    budget: { calls: 2 },
    problems: ["not-assignable", "conflict", "stale-version"],
    example: { body: { handlerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4Y" }, response: exampleTask },
  },
  remove: {
    id: "task.remove",
    method: "DELETE",
    path: "/tasks/{id}",
    summary: "Delete a task; its history is kept for audit",
    access: { resource: "task", action: "delete" },
    params: id,
    status: 204,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
  },
  history: historyRoute("task", "tasks", idOf("task")),
});

/** What a person sees of their own work; part of the area `me`. */
export const myTaskRoutes = defineRoutes({
  tasks: {
    id: "me.tasks",
    method: "GET",
    path: "/me/tasks",
    summary: "List one's own tasks, the earliest due first; `due` in the company's time zone",
    access: { resource: "task", action: "read" },
    query: z.strictObject({
      ...paging,
      status: status.default("open"),
      due: z.enum(["today", "overdue"]).optional(),
    }),
    response: pageOf(taskAnswer),
    budget: { calls: 1 },
    example: { response: { items: [exampleTask], nextCursor: null } },
  },
});

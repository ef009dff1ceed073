import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { departmentAnswer, departmentInput } from "./department.ts";

const id = z.strictObject({ id: idOf("department") });

const input = {
  name: "华东销售",
  parentId: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4W",
  headId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};
const example = {
  ...input,
  id: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  createdAt: "2026-11-20T02:00:00.000Z",
  createdBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  updatedAt: "2026-11-20T02:00:00.000Z",
  updatedBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};

export const departmentRoutes = defineRoutes({
  create: {
    id: "department.create",
    method: "POST",
    path: "/departments",
    summary: "Add a department",
    access: { resource: "department", action: "create" },
    body: departmentInput,
    response: departmentAnswer,
    status: 201,
    budget: { calls: 2 },
    problems: ["already-exists", "unknown-reference", "rule-broken"],
    example: { body: input, response: example },
  },
  list: {
    id: "department.list",
    method: "GET",
    path: "/departments",
    summary: "List the departments by name; each names the one above it",
    access: { resource: "department", action: "read" },
    query: z.strictObject({
      ...paging,
      parentId: idOf("department").optional().meta({ description: "Only those right below this one" }),
    }),
    response: pageOf(departmentAnswer),
    budget: { calls: 1 },
    example: { response: { items: [example], nextCursor: null } },
  },
  read: {
    id: "department.read",
    method: "GET",
    path: "/departments/{id}",
    summary: "Read a department",
    access: { resource: "department", action: "read" },
    params: id,
    response: departmentAnswer,
    budget: { calls: 1 },
    example: { response: example },
  },
  update: {
    id: "department.update",
    method: "PATCH",
    path: "/departments/{id}",
    summary: "Rename or move a department, or name its head (JSON Merge Patch)",
    access: { resource: "department", action: "update" },
    params: id,
    body: patchOf(departmentInput),
    response: departmentAnswer,
    budget: { calls: 2 },
    problems: ["already-exists", "stale-version", "unknown-reference", "rule-broken", "conflict"],
    example: { body: { parentId: null }, response: example },
  },
  remove: {
    id: "department.remove",
    method: "DELETE",
    path: "/departments/{id}",
    summary: "Delete a department that has nobody in it and none below it",
    access: { resource: "department", action: "delete" },
    params: id,
    status: 204,
    budget: { calls: 2 },
    problems: ["stale-version", "conflict"],
  },
  history: historyRoute("department", "departments", idOf("department")),
});

import * as z from "zod";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { historyEntry } from "../resource/history.ts";
import { role, roleKey, roleValue } from "./role.ts";

const key = z.strictObject({ key: roleKey });

const input = {
  name: "Regional auditor 区域审计",
  grants: [
    { resource: "customer", actions: ["read", "export"], scope: "department-and-below" },
    { resource: "opportunity", actions: ["read"], scope: "department-and-below" },
  ],
};
const example = { key: "regional-auditor", ...input, shipped: false, isDefault: false, version: 1 };

export const roleRoutes = defineRoutes({
  list: {
    id: "role.list",
    method: "GET",
    path: "/roles",
    summary: "List the roles, shipped and own, with what they grant",
    access: { resource: "role", action: "read" },
    response: z.object({ items: z.array(role), nextCursor: z.null() }),
    budget: { calls: 1 },
    example: { response: { items: [example], nextCursor: null } },
  },
  create: {
    id: "role.create",
    method: "POST",
    path: "/roles",
    summary: "Add a role of the company's own",
    access: { resource: "role", action: "create" },
    body: z.strictObject({ key: roleKey, ...roleValue.shape }),
    response: role,
    status: 201,
    budget: { calls: 2 },
    problems: ["already-exists", "unknown-reference"],
    example: { body: { key: "regional-auditor", ...input }, response: example },
  },
  read: {
    id: "role.read",
    method: "GET",
    path: "/roles/{key}",
    summary: "Read a role",
    access: { resource: "role", action: "read" },
    params: key,
    response: role,
    budget: { calls: 1 },
    example: { response: example },
  },
  update: {
    id: "role.update",
    method: "PATCH",
    path: "/roles/{key}",
    summary: "Change what a role is called or grants (JSON Merge Patch)",
    description:
      "The grants are replaced as a whole. Takes effect within seconds for everybody who holds the role.",
    access: { resource: "role", action: "update" },
    params: key,
    body: roleValue.partial(),
    response: role,
    budget: { calls: 2 },
    problems: ["stale-version", "unknown-reference", "rule-broken"],
    example: { body: { grants: input.grants }, response: example },
  },
  restore: {
    id: "role.restore-default",
    method: "POST",
    path: "/roles/{key}/restore-default",
    summary: "Let a shipped role be again what the product ships",
    access: { resource: "role", action: "update" },
    params: key,
    response: role,
    budget: { calls: 2 },
    problems: ["stale-version", "conflict"],
    example: {
      response: {
        ...example,
        key: "viewer",
        name: "Viewer 访客",
        shipped: true,
        isDefault: true,
        version: 3,
      },
    },
  },
  remove: {
    id: "role.remove",
    method: "DELETE",
    path: "/roles/{key}",
    summary: "Delete a role of the company's own that nobody holds",
    access: { resource: "role", action: "delete" },
    params: key,
    status: 204,
    budget: { calls: 2 },
    problems: ["stale-version", "conflict"],
  },
  history: {
    id: "role.history",
    method: "GET",
    path: "/roles/{key}/history",
    summary: "Read who changed what of this role, newest first",
    access: { resource: "role", action: "read" },
    params: key,
    query: z.strictObject(paging),
    response: pageOf(historyEntry),
    budget: { calls: 1 },
  },
});

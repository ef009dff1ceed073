import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { nameText } from "../text/text.ts";
import { assignment, deactivation, MOST_LEVELS } from "./actions.ts";
import { customerAnswer, customerChanges, customerInput } from "./customer.ts";
import { exampleCustomer, exampleCustomerInput } from "./example.ts";
import { LIFECYCLE_TYPES } from "./lifecycle.ts";

const id = z.strictObject({ id: idOf("customer") });
/** Query of every route that may make or rename a customer. */
export const allowDuplicate = z.strictObject({
  allowDuplicate: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true")
    .meta({ description: "Accept another customer with the same name, phone or e-mail" }),
});

export const customerRoutes = defineRoutes({
  create: {
    id: "customer.create",
    method: "POST",
    path: "/customers",
    summary: "Create a customer",
    access: { resource: "customer", action: "create" },
    query: allowDuplicate,
    body: customerInput,
    response: customerAnswer,
    status: 201,
    budget: { calls: 3, because: "a number is taken, and the parent, if it has one, is read" },
    problems: ["already-exists", "not-assignable", "unknown-reference", "foreign-currency"],
    example: { body: exampleCustomerInput, response: exampleCustomer },
  },
  list: {
    id: "customer.list",
    method: "GET",
    path: "/customers",
    summary: "Find customers by number, phone, e-mail, beginning of the name, type, owner, region or tag",
    access: { resource: "customer", action: "read" },
    query: z.strictObject({
      ...paging,
      number: z.string().max(60).optional(),
      phone: z.string().max(40).optional(),
      email: z.string().max(254).optional(),
      name: nameText(200).optional().meta({ description: "Beginning of the name" }),
      type: z.enum(LIFECYCLE_TYPES).optional(),
      ownerId: idOf("user").optional(),
      region: z.string().max(100).optional(),
      tag: z.string().max(50).optional(),
    }),
    response: pageOf(customerAnswer),
    budget: {
      calls: 3,
      because:
        "two by number, by way of the item that guards it; of everybody's, a list of each year until the page is full",
    },
    example: { response: { items: [exampleCustomer], nextCursor: null } },
  },
  read: {
    id: "customer.read",
    method: "GET",
    path: "/customers/{id}",
    summary: "Read a customer",
    access: { resource: "customer", action: "read" },
    params: id,
    response: customerAnswer,
    budget: { calls: 1 },
    example: { response: exampleCustomer },
  },
  update: {
    id: "customer.update",
    method: "PATCH",
    path: "/customers/{id}",
    summary: "Change a customer (JSON Merge Patch)",
    access: { resource: "customer", action: "update" },
    params: id,
    query: allowDuplicate,
    body: patchOf(customerChanges),
    response: customerAnswer,
    budget: {
      calls: 2 + MOST_LEVELS,
      because: "those above a new parent are read, a level each; two calls without one",
    },
    problems: ["already-exists", "unknown-reference", "rule-broken", "stale-version", "foreign-currency"],
    example: { body: { phone: "+862161234567", notes: null }, response: exampleCustomer },
  },
  remove: {
    id: "customer.remove",
    method: "DELETE",
    path: "/customers/{id}",
    summary: "Delete a customer with which nothing was done yet; its history is kept for audit",
    access: { resource: "customer", action: "delete" },
    params: id,
    status: 204,
    budget: { calls: 4, because: "what belongs to it is looked at too, and whether it is a member" },
    problems: ["conflict", "stale-version"],
  },
  deactivate: {
    id: "customer.deactivate",
    method: "POST",
    path: "/customers/{id}/deactivate",
    summary: "Deactivate a customer: it takes no opportunities until it is reactivated",
    access: { resource: "customer", action: "update" },
    params: id,
    body: deactivation,
    response: customerAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: {
      body: { reason: "Closed its plant" },
      response: {
        ...exampleCustomer,
        type: "inactive",
        typeBefore: "intended",
        inactiveReason: "Closed its plant",
      },
    },
  },
  reactivate: {
    id: "customer.reactivate",
    method: "POST",
    path: "/customers/{id}/reactivate",
    summary: "Make an inactive customer what it was before",
    access: { resource: "customer", action: "update" },
    params: id,
    response: customerAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: { response: exampleCustomer },
  },
  assign: {
    id: "customer.assign",
    method: "POST",
    path: "/customers/{id}/assign",
    summary: "Give a customer to another owner, who gets a task to visit it",
    access: { resource: "customer", action: "assign" },
    params: id,
    body: assignment,
    response: customerAnswer,
    budget: { calls: 2 },
    problems: ["not-assignable", "rule-broken", "stale-version"],
    example: {
      body: { ownerId: exampleCustomer.ownerId, visitBy: "2026-11-27" },
      response: exampleCustomer,
    },
  },
  history: historyRoute("customer", "customers", idOf("customer")),
});

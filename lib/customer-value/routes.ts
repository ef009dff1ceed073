import * as z from "zod";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { VALUE_CLASSES } from "./cuts.ts";
import { examplePurchase, exampleRun, exampleValue, exampleValueReport } from "./example.ts";
import { purchaseEntry } from "./purchases.ts";
import { customerValueAnswer } from "./read.ts";
import { valueReportAnswer } from "./report.ts";
import { valueRunAnswer } from "./run.ts";

const access = { resource: "report", action: "read" } as const;

/** What one customer is worth; part of the area `customers`. */
export const customerValueRoutes = defineRoutes({
  value: {
    id: "customer.value",
    method: "GET",
    path: "/customers/{id}/value",
    summary: "Read what a customer is worth, its class and why it is in it",
    access: { resource: "customer", action: "read" },
    params: z.strictObject({ id: idOf("customer") }),
    response: customerValueAnswer,
    budget: { calls: 3, because: "its rank and the day of its last purchase are looked up besides" },
    problems: ["forbidden"],
    example: { response: exampleValue },
  },
  purchases: {
    id: "customer.purchases",
    method: "GET",
    path: "/customers/{id}/purchases",
    summary: "List what a customer bought and gave back: the entries that its revenue is the sum of",
    access: { resource: "customer", action: "read" },
    params: z.strictObject({ id: idOf("customer") }),
    query: z.strictObject(paging),
    response: pageOf(purchaseEntry),
    budget: { calls: 2, because: "the customer is read too, to see whether the caller may" },
    problems: ["forbidden"],
    example: { response: { items: [examplePurchase], nextCursor: null } },
  },
});

/** What all customers are worth, and how their classes are computed; part of the area `reports`. */
export const valueRoutes = defineRoutes({
  customerValue: {
    id: "report.customer-value",
    method: "GET",
    path: "/reports/customer-value",
    summary: "What customers are worth, the most revenue first, by class or only the dormant ones",
    description:
      "Revenue, class and dormancy are those of the last run; service cost is as it stands. Those who see a part of the company get its customers, the newest first.",
    access,
    query: z.strictObject({
      ...paging,
      class: z.enum(VALUE_CLASSES).optional(),
      dormant: z
        .enum(["true", "false"])
        .transform((text) => text === "true")
        .optional(),
    }),
    response: valueReportAnswer,
    budget: {
      calls: 60,
      because:
        "one for each order of magnitude of revenue until a page is full, or each department in scope; the run, and what service cost",
    },
    example: { response: exampleValueReport },
  },
  startRun: {
    id: "value-run.start",
    method: "POST",
    path: "/reports/customer-value/runs",
    summary: "Compute classes and dormancy of all customers now; it goes on by itself",
    description: "Every night it is done by itself. One run at a time.",
    access: { resource: "segment", action: "update" },
    response: valueRunAnswer,
    status: 202,
    budget: { calls: 4, because: "when a run is under way it is looked at" },
    problems: ["conflict"],
    example: { response: { ...exampleRun, status: "running", cuts: {}, finishedAt: undefined } },
  },
  listRuns: {
    id: "value-run.list",
    method: "GET",
    path: "/reports/customer-value/runs",
    summary: "List computations of customer value, newest first",
    access: { resource: "segment", action: "read" },
    query: z.strictObject(paging),
    response: pageOf(valueRunAnswer),
    budget: { calls: 3, because: "one a year until a page is full" },
    example: { response: { items: [exampleRun], nextCursor: null } },
  },
  readRun: {
    id: "value-run.read",
    method: "GET",
    path: "/reports/customer-value/runs/{id}",
    summary: "Read a computation of customer value: its thresholds, how far it is, and what came out",
    access: { resource: "segment", action: "read" },
    params: z.strictObject({ id: idOf("value-run") }),
    response: valueRunAnswer,
    budget: { calls: 1 },
    example: { response: exampleRun },
  },
});

import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { calendarDate } from "../time/calendar.ts";
import { cancelling } from "./change.ts";
import { completion } from "./complete.ts";
import { DELIVERY_STATUSES, deliveryAnswer, deliveryInput, MOST_PARTS, partInput } from "./delivery.ts";
import {
  exampleCompletion,
  exampleDelivered,
  exampleDelivery,
  exampleDeliveryInput,
  examplePartInput,
} from "./example.ts";

const id = z.strictObject({ id: idOf("delivery") });
const part = id.extend({
  number: z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST_PARTS)
    .meta({ description: "Number of the part", examples: [1] }),
});
const changed = { ...exampleDelivery, version: 2 };

export const deliveryRoutes = defineRoutes({
  create: {
    id: "delivery.create",
    method: "POST",
    path: "/deliveries",
    summary:
      "Plan the delivery of an order: one part for a one-off, or several with their dates and quantities",
    description:
      "An order has one delivery. A part without lines brings all that is left. Never more is delivered than was ordered.",
    access: { resource: "delivery", action: "create" },
    body: deliveryInput,
    response: deliveryAnswer,
    status: 201,
    budget: { calls: 3, because: "the order is read, and the delivery takes a number" },
    problems: ["unknown-reference", "already-exists", "conflict", "rule-broken"],
    example: { body: exampleDeliveryInput, response: exampleDelivery },
  },
  list: {
    id: "delivery.list",
    method: "GET",
    path: "/deliveries",
    summary: "Find deliveries, newest first, by number, order, customer, owner or status",
    access: { resource: "delivery", action: "read" },
    query: z.strictObject({
      ...paging,
      number: z.string().min(1).max(60).optional(),
      orderId: idOf("order").optional(),
      customerId: idOf("customer").optional(),
      ownerId: idOf("user").optional(),
      status: z.enum(DELIVERY_STATUSES).optional(),
      plannedUntil: calendarDate
        .optional()
        .meta({ description: "With a planned part that is to come on this day or before" }),
    }),
    response: pageOf(deliveryAnswer),
    budget: { calls: 3, because: "a list of each year until the page is full" },
    example: { response: { items: [exampleDelivery], nextCursor: null } },
  },
  read: {
    id: "delivery.read",
    method: "GET",
    path: "/deliveries/{id}",
    summary: "Read a delivery with its parts",
    access: { resource: "delivery", action: "read" },
    params: id,
    response: deliveryAnswer,
    budget: { calls: 1 },
    example: { response: exampleDelivered },
  },
  addPart: {
    id: "delivery.add-part",
    method: "POST",
    path: "/deliveries/{id}/parts",
    summary: "Add a part to a delivery; without lines it brings all that is left",
    access: { resource: "delivery", action: "update" },
    params: id,
    body: partInput,
    response: deliveryAnswer,
    status: 201,
    budget: { calls: 2 },
    problems: ["conflict", "rule-broken", "stale-version"],
    example: { body: examplePartInput, response: changed },
  },
  changePart: {
    id: "delivery.change-part",
    method: "PATCH",
    path: "/deliveries/{id}/parts/{number}",
    summary: "Move a planned part to another day, or change what it brings (JSON Merge Patch)",
    access: { resource: "delivery", action: "update" },
    params: part,
    body: patchOf(partInput),
    response: deliveryAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "rule-broken", "stale-version"],
    example: { body: { plannedOn: "2027-01-31" }, response: changed },
  },
  completePart: {
    id: "delivery.complete-part",
    method: "POST",
    path: "/deliveries/{id}/parts/{number}/complete",
    summary:
      "Record that a part was delivered, with serial numbers; its service cards are opened by themselves",
    description:
      "One service card for each serial number, and one for a product's units without. A serial number stands for one unit of a product: another card that has it is named.",
    access: { resource: "delivery", action: "update" },
    params: part,
    body: completion.default({}),
    response: deliveryAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "rule-broken", "already-exists", "unknown-reference", "stale-version"],
    example: { body: exampleCompletion, response: exampleDelivered },
  },
  cancelPart: {
    id: "delivery.cancel-part",
    method: "POST",
    path: "/deliveries/{id}/parts/{number}/cancel",
    summary: "Cancel a planned part; what it was to bring is left to be planned",
    access: { resource: "delivery", action: "update" },
    params: part,
    body: cancelling.default({}),
    response: deliveryAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: { body: { reason: "客户要求一次送达" }, response: changed },
  },
  history: historyRoute("delivery", "deliveries", idOf("delivery")),
});

import * as z from "zod";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { exampleOrder } from "./example.ts";
import { ORDER_STATUSES, orderAnswer } from "./order.ts";

export const orderRoutes = defineRoutes({
  list: {
    id: "order.list",
    method: "GET",
    path: "/orders",
    summary: "Find orders, newest first; with `customerId` what a customer bought",
    access: { resource: "order", action: "read" },
    query: z.strictObject({
      ...paging,
      status: z.enum(ORDER_STATUSES).optional(),
      customerId: idOf("customer").optional(),
      ownerId: idOf("user").optional(),
      number: z.string().min(1).max(60).optional(),
    }),
    response: pageOf(orderAnswer),
    budget: { calls: 3, because: "a list of each year until the page is full" },
    example: { response: { items: [exampleOrder], nextCursor: null } },
  },
  read: {
    id: "order.read",
    method: "GET",
    path: "/orders/{id}",
    summary: "Read an order",
    access: { resource: "order", action: "read" },
    params: z.strictObject({ id: idOf("order") }),
    response: orderAnswer,
    budget: { calls: 1 },
    example: { response: exampleOrder },
  },
  history: historyRoute("order", "orders", idOf("order")),
});

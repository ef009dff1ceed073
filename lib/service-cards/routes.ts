import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { text } from "../text/text.ts";
import { changeable, voiding } from "./change.ts";
import { exampleServiceCard, exampleServiceCardInput, exampleVoidCard } from "./example.ts";
import { serialNumber } from "./serial.ts";
import { CARD_STATUSES, serviceCardAnswer, serviceCardInput } from "./service-card.ts";

const id = z.strictObject({ id: idOf("service-card") });

export const serviceCardRoutes = defineRoutes({
  create: {
    id: "service-card.create",
    method: "POST",
    path: "/service-cards",
    summary: "Open a service card by hand, for goods that were delivered elsewhere",
    access: { resource: "service-card", action: "create" },
    body: serviceCardInput,
    response: serviceCardAnswer,
    status: 201,
    budget: { calls: 3, because: "customer and product are read, and the card takes a number" },
    problems: ["unknown-reference", "already-exists", "rule-broken"],
    example: { body: exampleServiceCardInput, response: exampleServiceCard },
  },
  list: {
    id: "service-card.list",
    method: "GET",
    path: "/service-cards",
    summary: "Find service cards by number, serial number, phone, customer or product, newest first",
    description: "Each says whether its goods are under warranty today, and why.",
    access: { resource: "service-card", action: "read" },
    query: z.strictObject({
      ...paging,
      number: z.string().min(1).max(60).optional(),
      serialNumber: serialNumber.optional(),
      phone: text(40).optional().meta({ description: "Of the customer, or of one of its contacts" }),
      customerId: idOf("customer").optional(),
      productId: idOf("product").optional(),
      status: z.enum(CARD_STATUSES).optional(),
    }),
    response: pageOf(serviceCardAnswer),
    budget: {
      calls: 3,
      because: "customers and contacts with a phone number are found first; else it is one call",
    },
    example: { response: { items: [exampleServiceCard], nextCursor: null } },
  },
  read: {
    id: "service-card.read",
    method: "GET",
    path: "/service-cards/{id}",
    summary: "Read a service card, and whether its goods are under warranty today",
    access: { resource: "service-card", action: "read" },
    params: id,
    response: serviceCardAnswer,
    budget: { calls: 1 },
    example: { response: exampleServiceCard },
  },
  update: {
    id: "service-card.update",
    method: "PATCH",
    path: "/service-cards/{id}",
    summary: "Change a service card (JSON Merge Patch); the end of its warranty follows",
    access: { resource: "service-card", action: "update" },
    params: id,
    body: patchOf(changeable),
    response: serviceCardAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "rule-broken", "already-exists", "stale-version"],
    example: { body: { warrantyMonths: 24 }, response: { ...exampleServiceCard, version: 2 } },
  },
  void: {
    id: "service-card.void",
    method: "POST",
    path: "/service-cards/{id}/void",
    summary: "Make a service card void, for a reason that every verdict gives",
    access: { resource: "service-card", action: "update" },
    params: id,
    body: voiding,
    response: serviceCardAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: { body: { reason: exampleVoidCard.voidReason }, response: exampleVoidCard },
  },
  restore: {
    id: "service-card.restore",
    method: "POST",
    path: "/service-cards/{id}/restore",
    summary: "Make a void service card active again, with the warranty it has",
    access: { resource: "service-card", action: "update" },
    params: id,
    response: serviceCardAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: { response: { ...exampleServiceCard, version: 3 } },
  },
  history: historyRoute("service-card", "service-cards", idOf("service-card")),
});

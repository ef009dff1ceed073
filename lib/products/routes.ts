import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { nameText } from "../text/text.ts";
import { exampleProduct, exampleProductInput } from "./example.ts";
import { productAnswer, productInput } from "./product.ts";

const id = z.strictObject({ id: idOf("product") });

export const productRoutes = defineRoutes({
  create: {
    id: "product.create",
    method: "POST",
    path: "/products",
    summary: "Put a product into the catalogue",
    access: { resource: "product", action: "create" },
    body: productInput,
    response: productAnswer,
    status: 201,
    budget: { calls: 2 },
    problems: ["already-exists", "foreign-currency"],
    example: { body: exampleProductInput, response: exampleProduct },
  },
  list: {
    id: "product.list",
    method: "GET",
    path: "/products",
    summary: "List products in the order of their names, by beginning of the name or category",
    access: { resource: "product", action: "read" },
    query: z.strictObject({
      ...paging,
      name: nameText(200).optional().meta({ description: "Beginning of the name" }),
      category: nameText(100).optional(),
      active: z
        .enum(["true", "false"])
        .transform((text) => text === "true")
        .optional()
        .meta({ description: "Only those offered today, or only those that are not" }),
    }),
    response: pageOf(productAnswer),
    budget: { calls: 1 },
    example: { response: { items: [exampleProduct], nextCursor: null } },
  },
  read: {
    id: "product.read",
    method: "GET",
    path: "/products/{id}",
    summary: "Read a product",
    description: "Its cost is shown to those who may change products or read commission plans.",
    access: { resource: "product", action: "read" },
    params: id,
    response: productAnswer,
    budget: { calls: 1 },
    example: { response: exampleProduct },
  },
  update: {
    id: "product.update",
    method: "PATCH",
    path: "/products/{id}",
    summary: "Change a product (JSON Merge Patch); what was sold keeps the price it was sold at",
    access: { resource: "product", action: "update" },
    params: id,
    body: patchOf(productInput),
    response: productAnswer,
    budget: { calls: 2 },
    problems: ["already-exists", "stale-version", "foreign-currency"],
    example: { body: { unitPrice: { amount: 4_999_00, currency: "CNY" } }, response: exampleProduct },
  },
  remove: {
    id: "product.remove",
    method: "DELETE",
    path: "/products/{id}",
    summary: "Take a product out of the catalogue; its history is kept for audit",
    access: { resource: "product", action: "delete" },
    params: id,
    status: 204,
    budget: { calls: 2 },
    problems: ["stale-version"],
  },
  history: historyRoute("product", "products", idOf("product")),
});

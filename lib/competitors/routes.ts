import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { nameText } from "../text/text.ts";
import { competitorAnswer, competitorInput, competitorWithRecord } from "./competitor.ts";

const id = z.strictObject({ id: idOf("competitor") });

const exampleInput = {
  name: "北方暖通股份",
  background: "Listed, strong in the north-east",
  strengths: "Price, service network",
  weaknesses: "Noise, delivery times",
  products: [{ name: "NF-300", price: { amount: 3_990_00, currency: "CNY" } }],
};

const example = {
  ...exampleInput,
  id: "cmp_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  createdAt: "2026-11-20T02:00:00.000Z",
  createdBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  updatedAt: "2026-11-20T02:00:00.000Z",
  updatedBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};

const exampleWithRecord = { ...example, record: { weWon: 12, weLost: 5, lostToThem: 3 } };
const RECORD = "our record against each is read too";

export const competitorRoutes = defineRoutes({
  create: {
    id: "competitor.create",
    method: "POST",
    path: "/competitors",
    summary: "Add a competitor",
    access: { resource: "competitor", action: "create" },
    body: competitorInput,
    response: competitorAnswer,
    status: 201,
    budget: { calls: 1 },
    problems: ["already-exists", "foreign-currency"],
    example: { body: exampleInput, response: example },
  },
  list: {
    id: "competitor.list",
    method: "GET",
    path: "/competitors",
    summary: "List competitors in the order of their names, with our wins and losses against each",
    access: { resource: "competitor", action: "read" },
    query: z.strictObject({
      ...paging,
      name: nameText(200).optional().meta({ description: "Beginning of the name" }),
    }),
    response: pageOf(competitorWithRecord),
    budget: { calls: 2, because: RECORD },
    example: { response: { items: [exampleWithRecord], nextCursor: null } },
  },
  read: {
    id: "competitor.read",
    method: "GET",
    path: "/competitors/{id}",
    summary: "Read a competitor, with our wins and losses against it",
    access: { resource: "competitor", action: "read" },
    params: id,
    response: competitorWithRecord,
    budget: { calls: 2, because: RECORD },
    example: { response: exampleWithRecord },
  },
  update: {
    id: "competitor.update",
    method: "PATCH",
    path: "/competitors/{id}",
    summary: "Change a competitor (JSON Merge Patch)",
    access: { resource: "competitor", action: "update" },
    params: id,
    body: patchOf(competitorInput),
    response: competitorAnswer,
    budget: { calls: 2 },
    problems: ["already-exists", "stale-version", "foreign-currency"],
    example: { body: { weaknesses: "Noise" }, response: example },
  },
  remove: {
    id: "competitor.remove",
    method: "DELETE",
    path: "/competitors/{id}",
    summary: "Delete a competitor; its history is kept for audit",
    access: { resource: "competitor", action: "delete" },
    params: id,
    status: 204,
    budget: { calls: 2 },
    problems: ["stale-version"],
  },
  history: historyRoute("competitor", "competitors", idOf("competitor")),
});

import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf, idOrNone } from "../ids/id.ts";
import { exampleSuggestion } from "../knowledge/example.ts";
import { MOST_WORDS, suggestedArticle } from "../knowledge/suggest.ts";
import { historyRoute } from "../resource/history.ts";
import { MOST_MONTHS, months } from "../resource/months.ts";
import { serialNumber } from "../service-cards/serial.ts";
import { text } from "../text/text.ts";
import { catalogKey } from "./catalog.ts";
import { changeable } from "./change.ts";
import { exampleRequest, exampleRequestInput, exampleResolved } from "./example.ts";
import { requestInput } from "./input.ts";
import { serviceRequestAnswer } from "./service-request.ts";
import { solvedRequest } from "./similar.ts";
import { SERVICE_REQUEST_STATUSES } from "./status.ts";

const id = z.strictObject({ id: idOf("service-request") });
const act = { resource: "service-request", action: "update" } as const;

export const serviceRequestRoutes = defineRoutes({
  create: {
    id: "service-request.create",
    method: "POST",
    path: "/service-requests",
    summary: "Take in a service request: warranty and targets stand there by themselves",
    description:
      "Name the service card, or the customer and the product; an unknown caller has a name and a phone. A call that nobody answered is taken in with `answered: false`.",
    access: { resource: "service-request", action: "create" },
    body: requestInput,
    response: serviceRequestAnswer,
    status: 201,
    budget: {
      calls: 4,
      because:
        "a number is taken while what the request names is read, and then whether a card's customer is a member",
    },
    problems: ["unknown-reference", "rule-broken", "not-assignable", "already-exists"],
    example: { body: exampleRequestInput, response: exampleRequest },
  },
  list: {
    id: "service-request.list",
    method: "GET",
    path: "/service-requests",
    summary:
      "Find service requests by number, card, serial number, the caller's phone and more, newest first; those of one customer open ones first",
    access: { resource: "service-request", action: "read" },
    query: z.strictObject({
      ...paging,
      number: z.string().min(1).max(60).optional(),
      status: z.enum(SERVICE_REQUEST_STATUSES).optional(),
      technicianId: idOf("user").optional(),
      departmentId: idOrNone("department").optional(),
      customerId: idOf("customer").optional(),
      serviceCardId: idOf("service-card").optional(),
      serviceCardNumber: z.string().min(1).max(60).optional(),
      serialNumber: serialNumber.optional(),
      callerPhone: text(40).optional().meta({ description: "The number that whoever called left" }),
      productId: idOrNone("product").optional(),
      faultCategory: catalogKey.optional(),
      ...months,
      agentId: idOrNone("user").optional().meta({ description: "Whom it counts for in reports, or `none`" }),
      tier: text(60).optional(),
      articleId: idOf("knowledge-article")
        .optional()
        .meta({ description: "An article that they stand resolved with" }),
    }),
    response: pageOf(serviceRequestAnswer),
    budget: {
      calls: MOST_MONTHS,
      because:
        "with months one each; without a status the lists of all of them are merged, and those of each department in a wider scope, or of each year until the page is full; with a number, card, caller or customer it is one call, and one more for a card's number or serial number",
    },
    example: { response: { items: [exampleRequest], nextCursor: null } },
  },
  read: {
    id: "service-request.read",
    method: "GET",
    path: "/service-requests/{id}",
    summary: "Read a service request",
    access: { resource: "service-request", action: "read" },
    params: id,
    response: serviceRequestAnswer,
    budget: { calls: 1 },
    example: { response: exampleRequest },
  },
  update: {
    id: "service-request.update",
    method: "PATCH",
    path: "/service-requests/{id}",
    summary: "Change what a service request is about (JSON Merge Patch)",
    description: "With another service card the warranty is judged again, as of the day it was received.",
    access: act,
    params: id,
    body: patchOf(changeable),
    response: serviceRequestAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version", "unknown-reference", "rule-broken"],
    example: {
      body: { faultCategory: "leak" },
      response: { ...exampleRequest, version: 2, faultCategory: "leak" },
    },
  },
  suggestions: {
    id: "service-request.suggestions",
    method: "GET",
    path: "/service-requests/{id}/suggestions",
    summary: "Find how similar service requests were solved and the articles that may help, the likest first",
    access: { resource: "service-request", action: "read" },
    params: id,
    response: z.object({ requests: z.array(solvedRequest), articles: z.array(suggestedArticle) }),
    budget: {
      calls: 6 + MOST_WORDS,
      because:
        "the request is read, then the solved ones and the articles of its product and of its fault category, the articles with each of its first words, and what is shown of these",
    },
    example: {
      response: {
        requests: [
          {
            id: "srq_01JCXW3V7Q8F2M4N6P8R0T2V4Y",
            number: "SR-202610-00007",
            subject: "热泵出水不热",
            productId: exampleRequest.productId,
            productName: exampleRequest.productName,
            faultCategory: exampleRequest.faultCategory,
            resolution: exampleResolved.resolution,
            resolvedAt: "2026-10-12T06:15:00.000Z",
          },
        ],
        articles: [exampleSuggestion],
      },
    },
  },
  history: historyRoute("service-request", "service-requests", idOf("service-request")),
});

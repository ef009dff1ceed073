import * as z from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { areas } from "../../functions/api/manifest.ts";
import type { Route } from "../../lib/http/route.ts";
import { problem, problems, unauthorized } from "./problems.ts";

const INTRODUCTION = `A collaborative CRM (协同客户关系管理), API first.

* **Money** is integer minor units with its currency: \`{"amount": 128050, "currency": "CNY"}\` is ¥1,280.50.
* **Lists** are paged: \`limit\`, \`cursor\` → \`items\`, \`nextCursor\`.
* **Concurrent changes**: reads give an \`ETag\`; send it back as \`If-Match\` and a stale write is a 412.
* **Retries**: send an \`Idempotency-Key\` with any POST; the same key and body within 24 hours gives the first answer again.
* **Partial updates** are JSON Merge Patches (RFC 7396).
* **Problems** are \`application/problem+json\` (RFC 9457) with a \`code\` for programs and a sentence for people.
* What you may not read does not exist for you (404); what you may read but not change is a 403.
* Every answer carries an \`X-Correlation-Id\`: yours if you sent one, else a new one. It leads through everything that follows.`;

/** The OpenAPI 3.1 document, from the very declarations that the functions answer by. */
export function openApiDocument(version: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const [area, { routes }] of Object.entries(areas)) {
    for (const route of Object.values(routes)) {
      paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(area, route) };
    }
  }
  return createDocument({
    openapi: "3.1.0",
    info: { title: "Guanxi (关系)", version, description: INTRODUCTION },
    servers: [{ url: "/" }],
    tags: Object.keys(areas).map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      schemas: { Problem: problem },
      headers: { CorrelationId: { schema: { type: "string" }, description: FOLLOWED } },
    },
  });
}

function operation(area: string, route: Route): ZodOpenApiOperationObject {
  const header = z.object({
    "X-Correlation-Id": correlationId,
    ...(route.method === "POST" && { "Idempotency-Key": idempotencyKey(route) }),
    ...(route.method !== "GET" && route.method !== "POST" && { "If-Match": ifMatch.optional() }),
  });
  return {
    operationId: route.id,
    tags: [area],
    summary: route.summary,
    ...(describe(route) !== "" && { description: describe(route) }),
    security: route.access === "public" ? [] : [{ token: [] }],
    requestParams: {
      ...(route.params !== undefined && { path: route.params }),
      ...(route.query !== undefined && { query: route.query }),
      header,
    },
    ...(route.body !== undefined && { requestBody: requestBody(route, route.body) }),
    responses: { [String(statusOf(route))]: success(route), ...problems(route), ...unauthorized(route) },
  };
}

const FOLLOWED = "Under which log lines, events and mails of what you asked for are found";

/** Any text is taken; what could name a person is not followed. */
const correlationId = z
  .string()
  .optional()
  .meta({
    description:
      "A UUID, ULID or W3C trace id of yours, by which what you do is followed; others are ignored",
    example: "7c5b7f0e-6f0f-4c6e-9a57-0e5f1c3a9d11",
    param: { id: "CorrelationId" },
  });

/** On every answer but the gateway's own; said here of those that go well: of each refusal it would be half a megabyte. */
const ANSWERED = { "X-Correlation-Id": { $ref: "#/components/headers/CorrelationId" } } as const;

const ifMatch = z
  .string()
  .regex(/^(\*|(W\/)?"?[0-9]{1,9}"?)$/)
  .meta({ description: "The ETag of the record as you read it; `*` for any", example: '"3"' });

function idempotencyKey(route: Route) {
  const key = z
    .string()
    .regex(/^[!-~]{1,255}$/)
    .meta({
      description: "A UUID of yours; send the same again when you retry",
      example: "7c5b7f0e-6f0f-4c6e-9a57-0e5f1c3a9d11",
    });
  return route.idempotencyKey === "required" ? key : key.optional();
}

function describe({ access, budget, description }: Route): string {
  const who =
    typeof access === "string" ? [] : [`Needs a role that grants \`${access.resource}:${access.action}\`.`];
  const cost =
    budget.because === undefined ? [] : [`Costs ${budget.calls} database calls: ${budget.because}.`];
  return [description, ...who, ...cost].filter((part) => part !== undefined).join("\n\n");
}

function requestBody(route: Route, body: z.ZodType) {
  const example = route.example?.body;
  const content = { schema: body, ...(example !== undefined && { example }) };
  const others = (route.consumes ?? []).map((type) => [type, { schema: { type: "string" as const } }]);
  const json = route.method === "PATCH" ? "application/merge-patch+json" : "application/json";
  return {
    required: !body.safeParse(undefined).success,
    content: { "application/json": content, [json]: content, ...Object.fromEntries(others) },
  };
}

const LOCATION = { Location: { required: true, schema: { type: "string" as const } } };

function statusOf(route: Route): number {
  return route.status ?? (route.response === undefined && route.produces === undefined ? 204 : 200);
}

function success(route: Route) {
  if (route.status === 302) {
    const headers = { ...LOCATION, ...ANSWERED };
    return { description: "Goes on to the address in `Location`", headers };
  }
  if (route.produces !== undefined) {
    const content = { [route.produces]: { schema: { type: "string" as const } } };
    return { description: "Done", headers: ANSWERED, content };
  }
  if (route.response === undefined) return { description: "Done; no body", headers: ANSWERED };
  const example = route.example?.response;
  return {
    description: "Done",
    headers: ANSWERED,
    content: {
      "application/json": { schema: route.response, ...(example !== undefined && { example }) },
    },
  };
}

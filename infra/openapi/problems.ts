import * as z from "zod";
import { HTML, type Route } from "../../lib/http/route.ts";
import { PROBLEMS, type ProblemCode } from "../../lib/problem/problem.ts";

/** The body of every refusal. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: "A sentence for people" }),
    code: z.enum(Object.keys(PROBLEMS)),
    errors: z.array(
      z.object({
        pointer: z.string().meta({ description: "JSON pointer into the body, or e.g. query/limit" }),
        detail: z.string(),
      }),
    ),
    requestId: z.string(),
    existingId: z.string().optional().meta({ description: "The record already there, when it exists" }),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem details" });

/** A token that is missing or not valid is refused by the gateway, before anything of the product sees it. */
export function unauthorized(route: Route) {
  if (route.access === "public") return {};
  const description = `\`unauthorized\`: ${PROBLEMS.unauthorized.title}; from the gateway only a message`;
  return {
    "401": {
      description,
      content: {
        "application/problem+json": { schema: problem },
        "application/json": { schema: z.object({ message: z.string() }) },
      },
    },
  };
}

/** Problems by status: those the route declares, and those that its shape makes possible. */
export function problems(route: Route) {
  const codes = new Set<ProblemCode>(["invalid-request", "unavailable", "unexpected"]);
  for (const code of route.problems ?? []) if (isCode(code)) codes.add(code);
  if (route.access !== "public") codes.add("unauthorized");
  if (typeof route.access !== "string") codes.add("forbidden");
  if (route.params !== undefined) codes.add("not-found");
  if (route.query !== undefined && "cursor" in route.query.shape) codes.add("invalid-cursor");
  if (route.idempotencyKey === "required") codes.add("idempotency-key-required");
  if (route.body !== undefined) for (const code of BODY) codes.add(code);
  if (route.method === "POST") codes.add("idempotency-key-reused").add("too-many-attempts");
  if (route.method === "PATCH" || route.method === "PUT" || route.method === "DELETE") {
    codes.add("stale-version").add("too-many-attempts");
  }
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    [...byStatus].sort().map(([status, same]) => [
      String(status),
      {
        description: same.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join("; "),
        content: {
          "application/problem+json": { schema: problem },
          // In a browser.
          ...(route.produces === HTML && { [HTML]: { schema: { type: "string" as const } } }),
        },
      },
    ]),
  );
}

const BODY = ["invalid-json", "body-too-large", "unsupported-media-type", "foreign-currency"] as const;

function isCode(code: string): code is ProblemCode {
  return code in PROBLEMS;
}

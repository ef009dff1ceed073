import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { PROBLEMS, type Problem } from "../problem/problem.ts";
import { messagePage } from "./page.ts";
import { HTML } from "./route.ts";

/** What a route answers: status, headers, body. */
export interface Answer extends APIGatewayProxyStructuredResultV2 {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const COMMON = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/** A JSON answer; a record's version becomes its ETag. */
export function jsonAnswer(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return {
    statusCode: status,
    headers: { "content-type": "application/json", ...COMMON, ...etag(body), ...headers },
    body: JSON.stringify(body),
  };
}

/** Pages load nothing that we do not serve, run no script of their own, and stand in no frame. */
const PAGE = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
};

/** An answer of another media type, or an empty one. */
export function rawAnswer(status: number, body: string, contentType?: string): Answer {
  return {
    statusCode: status,
    headers: {
      ...(contentType !== undefined && { "content-type": contentType }),
      ...COMMON,
      ...(contentType === HTML && PAGE),
    },
    body,
  };
}

/** Sends whoever opened a page on to another address; where they come from is not told there. */
export function redirectAnswer(location: string): Answer {
  return { statusCode: 302, headers: { location, ...COMMON, "referrer-policy": "no-referrer" }, body: "" };
}

/** A problem as a page, for whoever opened one in a browser. */
export function problemPage({ status, message, told: { language, title } }: Problem): Answer {
  const page =
    title === undefined ? messagePage(message, "", language) : messagePage(title, message, language);
  return rawAnswer(status, page, HTML);
}

/** A problem as `application/problem+json` (RFC 9457). */
export function problemAnswer(problem: Problem, requestId: string): Answer {
  const { status, title } = PROBLEMS[problem.code];
  const body = {
    type: `urn:guanxi:problem:${problem.code}`,
    title,
    status,
    detail: problem.message,
    code: problem.code,
    errors: problem.flaws,
    requestId,
    ...(problem.existingId !== undefined && { existingId: problem.existingId }),
  };
  const headers = { "content-type": "application/problem+json", ...COMMON };
  return {
    statusCode: status,
    headers: { ...headers, ...(status === 503 && { "retry-after": "1" }) },
    body: JSON.stringify(body),
  };
}

function etag(body: unknown): Record<string, string> {
  if (typeof body !== "object" || body === null || !("version" in body)) return {};
  return { etag: `"${String(body.version)}"` };
}

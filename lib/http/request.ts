import type { APIGatewayProxyEventV2WithJWTAuthorizer } from "aws-lambda";
import { Problem } from "../problem/problem.ts";
import type { Route } from "./route.ts";

export type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

const MOST_BYTES = 256 * 1024;

/** A body of another media type than JSON, as it came. */
export interface RawBody {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/**
 * The body of a request whose media type the route takes besides JSON; `undefined` when it is to be JSON.
 * @throws Problem body-too-large
 */
export function readRawBody(event: HttpEvent, route: Route): RawBody | undefined {
  const contentType = contentTypeOf(event);
  if (route.consumes?.includes(contentType) !== true) return undefined;
  return { contentType, bytes: bytesOf(event, route) };
}

/**
 * The body of a request as JSON.
 * @throws Problem invalid-json, body-too-large, unsupported-media-type
 */
export function readBody(event: HttpEvent, route: Route): unknown {
  const text = bytesOf(event, route).toString();
  const contentType = contentTypeOf(event);
  if (
    contentType !== "application/json" &&
    !(route.method === "PATCH" && contentType === "application/merge-patch+json")
  ) {
    throw new Problem("unsupported-media-type", `send application/json, not ${contentType}`);
  }
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(
      "invalid-json",
      `the body is not JSON: ${error instanceof SyntaxError ? error.message : "unreadable"}`,
    );
  }
}

function contentTypeOf(event: HttpEvent): string {
  return (event.headers["content-type"] ?? "application/json").split(";")[0]?.trim().toLowerCase() ?? "";
}

function bytesOf({ body = "", isBase64Encoded }: HttpEvent, route: Route): Buffer {
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  const most = route.maxBodyBytes ?? MOST_BYTES;
  if (bytes.length > most) throw new Problem("body-too-large", `the body may have at most ${most} bytes`);
  return bytes;
}

/**
 * The version a caller expects, from If-Match; `*` expects any.
 * @throws Problem invalid-request
 */
export function readIfMatch(event: HttpEvent): number | undefined {
  const header = event.headers["if-match"]?.trim();
  if (header === undefined || header === "*") return undefined;
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)?.[1];
  if (version !== undefined) return Number(version);
  const detail = 'must be an ETag that this API gave, e.g. "3"';
  throw new Problem("invalid-request", `If-Match ${detail}`, {
    flaws: [{ pointer: "header/If-Match", detail }],
  });
}

/**
 * The Idempotency-Key of a request.
 * @throws Problem idempotency-key-required, invalid-request
 */
export function readIdempotencyKey(event: HttpEvent, route: Route): string | undefined {
  if (route.method !== "POST") return undefined;
  const key = event.headers["idempotency-key"];
  if (key === undefined) {
    if (route.idempotencyKey !== "required") return undefined;
    const detail =
      "is required here, because money or points move: send a new UUID, and the same again when you retry";
    throw new Problem("idempotency-key-required", `Idempotency-Key ${detail}`, {
      flaws: [{ pointer: "header/Idempotency-Key", detail }],
    });
  }
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  const detail = "must be 1 to 255 visible ASCII characters";
  throw new Problem("invalid-request", `Idempotency-Key ${detail}`, {
    flaws: [{ pointer: "header/Idempotency-Key", detail }],
  });
}

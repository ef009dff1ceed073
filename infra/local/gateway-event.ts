import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { now } from "../../lib/time/clock.ts";
import type { Claims } from "./authorizer.ts";

/** Content types whose bodies an HTTP API hands over as text; all others, and bodies without a type, are base64. */
const TEXT = /^(text\/|application\/(json|xml|javascript)\b)/i;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The target of a request, or undefined when it is not valid. */
export function targetOf(incoming: IncomingMessage): Target | undefined {
  const url = incoming.url ?? "/";
  const question = url.indexOf("?");
  const path = question < 0 ? url : url.slice(0, question);
  try {
    // An HTTP API decodes the path and leaves the query as it is.
    return {
      path: path.includes("%") ? decodeURIComponent(path) : path,
      query: question < 0 ? "" : url.slice(question + 1),
    };
  } catch {
    return undefined;
  }
}

export interface Target {
  /** Decoded. */
  readonly path: string;
  /** As it came, without the question mark. */
  readonly query: string;
}

/** What API Gateway's HTTP API hands to a function, payload format 2.0. */
export function gatewayEvent(
  incoming: IncomingMessage,
  { path, query }: Target,
  route: string,
  body: Buffer,
  claims: Claims | undefined,
) {
  const { cookie, ...headers } = incoming.headers;
  const isText = TEXT.test(headers["content-type"] ?? "");
  const at = now();
  const method = incoming.method ?? "GET";
  const sourceIp = incoming.socket.remoteAddress ?? "127.0.0.1";
  return {
    version: "2.0",
    routeKey: route,
    rawPath: path,
    rawQueryString: query,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/; */) }),
    headers: {
      ...joined(headers),
      "x-forwarded-for": sourceIp,
      "x-forwarded-port": "80",
      "x-forwarded-proto": "http",
    },
    ...(query === "" ? {} : { queryStringParameters: queryParameters(query) }),
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      ...(claims === undefined ? {} : { authorizer: { jwt: { claims, scopes: null } } }),
      domainName: headers.host ?? "localhost",
      domainPrefix: "localhost",
      http: {
        method,
        path,
        protocol: `HTTP/${incoming.httpVersion}`,
        sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey: route,
      stage: "$default",
      time: logTime(at),
      timeEpoch: at.getTime(),
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

function joined(headers: IncomingHttpHeaders): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) all[name] = typeof value === "string" ? value : value.join(",");
  }
  return all;
}

/** Values of a name that occurs more than once are joined by commas. */
function queryParameters(query: string): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const before = all[name];
    all[name] = before === undefined ? value : `${before},${value}`;
  }
  return all;
}

/** `12/Mar/2026:19:03:58 +0000`. */
function logTime(at: Date): string {
  const [date = "", time = ""] = at.toISOString().split("T");
  const [year, month, day] = date.split("-");
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}

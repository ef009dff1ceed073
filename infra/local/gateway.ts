import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Authorizer } from "./authorizer.ts";
import { countingCalls } from "./database-calls.ts";
import { sentence } from "./failure.ts";
import { gatewayEvent, targetOf } from "./gateway-event.ts";
import type { Router } from "./routing.ts";
import type { Runner } from "./runner.ts";

/** The largest body that an HTTP API takes, and the largest answer that a function may give, in bytes. */
const LARGEST_BODY = 10 * 1024 * 1024;
const LARGEST_ANSWER = 6 * 1024 * 1024;

interface Options {
  readonly route: Router;
  readonly authorize: Authorizer;
  readonly runner: Runner;
  /** Answers the start page and what is under `/local/`. */
  readonly control: (incoming: IncomingMessage, path: string, body: Buffer) => Promise<Answer>;
  /** Told of every request that a function answered. */
  readonly took: (name: string, milliseconds: number, status: number) => void;
  readonly log: (line: string) => void;
}

export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | Buffer;
}

export type Gateway = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/** The HTTP API of the local cloud: requests become events, the functions' results become answers. */
export function createGateway({ route, authorize, runner, control, took, log }: Options): Gateway {
  async function answer(incoming: IncomingMessage): Promise<Answer> {
    const target = targetOf(incoming);
    if (target === undefined) return refusal(400, "Bad Request");
    const body = await bodyOf(incoming);
    if (body === undefined) return refusal(413, "Request Entity Too Large");
    if (target.path === "/" || target.path.startsWith("/local/")) return control(incoming, target.path, body);
    const destination = route(incoming.method ?? "GET", target.path);
    if (destination === undefined) return refusal(404, "Not Found");

    let claims: Awaited<ReturnType<Authorizer>>;
    if (!destination.isPublic) {
      const checked = authorize(incoming.headers.authorization);
      claims = checked instanceof Promise ? await checked : checked;
      if (claims === undefined) return refusal(401, "Unauthorized");
    }
    const began = performance.now();
    const done = (answered: Answer) => {
      took(destination.function, performance.now() - began, answered.status);
      return answered;
    };
    try {
      const event = gatewayEvent(incoming, target, destination.route, body, claims);
      const { result, calls } = await countingCalls(() => runner.invoke(destination.function, event));
      const answered = answerOf(result);
      answered.headers["apigw-requestid"] = event.requestContext.requestId;
      answered.headers["x-dynamodb-calls"] = calls;
      if (answered.body.length <= LARGEST_ANSWER) return done(answered);
      log(`${destination.function} answered more than the 6 MB that Lambda lets through`);
    } catch (error) {
      log(`${destination.function} failed: ${error instanceof Error ? error.stack : sentence(error)}`);
    }
    return done(refusal(500, "Internal Server Error"));
  }

  return (incoming, outgoing) => {
    answer(incoming).then(
      (answered) => write(incoming, outgoing, answered),
      (error: unknown) => {
        // The caller has gone in the middle of its body.
        if (incoming.destroyed && !incoming.complete) return outgoing.destroy();
        log(`the gateway failed: ${error instanceof Error ? error.stack : sentence(error)}`);
        return write(incoming, outgoing, refusal(500, "Internal Server Error"));
      },
    );
  };
}

/** @returns undefined when it is too large */
async function bodyOf(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const { "content-length": length, "transfer-encoding": encoding } = incoming.headers;
  if (length === undefined && encoding === undefined) return Buffer.alloc(0);
  if (Number(length) > LARGEST_BODY) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
}

function answerOf(result: unknown): { status: number; headers: OutgoingHttpHeaders; body: string | Buffer } {
  if (typeof result !== "object" || result === null || !("statusCode" in result)) {
    // Like API Gateway: what is no response is the body of one.
    const body = typeof result === "string" ? result : JSON.stringify(result ?? null);
    return { status: 200, headers: { "content-type": "application/json" }, body };
  }
  const { statusCode, headers, cookies, body, isBase64Encoded }: Record<string, unknown> = { ...result };
  const answered: OutgoingHttpHeaders = {};
  if (typeof headers === "object" && headers !== null) {
    for (const [name, value] of Object.entries(headers)) answered[name.toLowerCase()] = String(value);
  }
  if (Array.isArray(cookies)) answered["set-cookie"] = cookies.map(String);
  const text = typeof body === "string" ? body : "";
  return {
    status: Number(statusCode),
    headers: answered,
    body: isBase64Encoded === true ? Buffer.from(text, "base64") : text,
  };
}

/** An answer of the gateway itself, as API Gateway gives it: a `message` and no more. */
function refusal(status: number, message: string): Answer {
  return {
    status,
    headers: {
      "content-type": "application/json",
      ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
    },
    body: JSON.stringify({ message }),
  };
}

function write(incoming: IncomingMessage, outgoing: ServerResponse, { status, headers, body }: Answer): void {
  const length = Buffer.byteLength(body);
  // What is left of a refused body is not read: the connection ends with the answer.
  const unread = incoming.complete ? {} : { connection: "close" };
  outgoing.writeHead(status, {
    ...headers,
    ...unread,
    ...(status === 204 ? {} : { "content-length": length }),
  });
  outgoing.end(body);
}

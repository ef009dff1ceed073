import { callerOf } from "../access/caller.ts";
import type { Person } from "../access/directory.ts";
import { reach } from "../access/reach.ts";
import { logger } from "../log/logger.ts";
import { foreignAmounts } from "../money/foreign.ts";
import { Problem } from "../problem/problem.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { commit } from "../table/commit.ts";
import type { Change } from "../table/write.ts";
import { type Answer, jsonAnswer, problemAnswer, problemPage, rawAnswer, redirectAnswer } from "./answer.ts";
import type { Context } from "./context.ts";
import { parsePart } from "./flaws.ts";
import { type KeyUse, keyUse, Replay, recall, remember } from "./idempotency.ts";
import { type HttpEvent, readBody, readIdempotencyKey, readIfMatch, readRawBody } from "./request.ts";
import { HTML, type Route } from "./route.ts";

/** A handler whose input and output its route's schemas vouch for. */
export interface AnyHandler {
  handle(input: { params: unknown; query: unknown; body: unknown; asked: string }, context: Context): unknown;
}

/** Answers one request: checks it against the route, calls the handler, commits its change, and turns problems into answers. */
export async function serve(
  route: Route,
  handle: AnyHandler["handle"],
  event: HttpEvent,
  requestId: string,
  now: Date,
): Promise<Answer> {
  const started = performance.now();
  let code: string | undefined;
  const answer = await respond(route, handle, event, requestId, now).catch((error) => {
    const problem = troubled(error, requestId);
    code = problem.code;
    return wantsPage(route, event) ? problemPage(problem) : problemAnswer(problem, requestId);
  });
  const milliseconds = Math.round(performance.now() - started);
  const facts = { route: route.id, status: answer.statusCode, code, milliseconds, requestId };
  // What goes well is told by the gateway's own log already.
  if (answer.statusCode >= 400) logger.info("answered", facts);
  else logger.debug("answered", facts);
  return answer;
}

async function respond(
  route: Route,
  handle: AnyHandler["handle"],
  event: HttpEvent,
  requestId: string,
  now: Date,
): Promise<Answer> {
  const caller = await callerOf(route, event.requestContext.authorizer?.jwt?.claims);
  permit(route, caller);
  const body = readRawBody(event, route) ?? (await readJson(route, event));
  const query =
    route.query === undefined
      ? undefined
      : parsePart(route.query, event.queryStringParameters ?? {}, "query");
  const input = {
    params:
      route.params === undefined ? undefined : parsePart(route.params, event.pathParameters ?? {}, "path"),
    query,
    body,
    asked: JSON.stringify([
      route.id,
      event.pathParameters,
      caller.userId,
      { ...query, cursor: undefined, limit: undefined },
    ]),
  };
  const key = readIdempotencyKey(event, route);
  const use =
    key === undefined
      ? undefined
      : keyUse(caller.userId, key, `${route.id} ${event.rawPath} ${event.body ?? ""}`, now);
  const context: Context = { caller, now, requestId, ifMatch: readIfMatch(event) };
  return answerOnce(use, async () => {
    const outcome = await handle(input, context);
    const answerOf = (result: unknown) => success(route, result, event.rawPath);
    if (!isChange(outcome)) return answerOf(outcome);
    return answerOf(await commit(use === undefined ? outcome : remember(outcome, use, answerOf)));
  });
}

/** Under a key used before, whatever a repeated command meets, the first answer is the answer. */
async function answerOnce(use: KeyUse | undefined, answer: () => Promise<Answer>): Promise<Answer> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof Replay) return error.answer;
    const first = use !== undefined && error instanceof Problem ? await recall(use) : undefined;
    if (first === undefined) throw error;
    return first;
  }
}

function permit({ access }: Route, caller: Person): void {
  if (typeof access === "string") return;
  if (reach(caller, access.resource, access.action).none) {
    throw new Problem("forbidden", `your roles do not grant ${access.resource}:${access.action}`);
  }
}

async function readJson(route: Route, event: HttpEvent): Promise<unknown> {
  if (route.body === undefined) return undefined;
  const body = parsePart(route.body, readBody(event, route), "");
  await refuseForeignAmounts(body);
  return body;
}

async function refuseForeignAmounts(body: unknown): Promise<void> {
  if (typeof body !== "object" || body === null) return;
  const { baseCurrency } = await setting(company);
  const flaws = foreignAmounts(body, baseCurrency);
  if (flaws.length > 0)
    throw new Problem("foreign-currency", `amounts are in ${baseCurrency}, the company's base currency`, {
      flaws,
    });
}

function isChange(outcome: unknown): outcome is Change<unknown> {
  return typeof outcome === "object" && outcome !== null && "writes" in outcome && "result" in outcome;
}

/** The answer of a route to a result; its schema leaves out what is not for callers. */
function success(route: Route, result: unknown, path: string): Answer {
  if (route.status === 302) return redirectAnswer(String(result));
  if (route.produces !== undefined) return rawAnswer(route.status ?? 200, String(result), route.produces);
  if (route.response === undefined) return rawAnswer(route.status ?? 204, "");
  const body = route.response.parse(result);
  return jsonAnswer(route.status ?? 200, body, route.status === 201 ? locationOf(route, body, path) : {});
}

function locationOf({ locatedBy = "id" }: Route, body: unknown, path: string): Record<string, string> {
  const [, id] = Object.entries(body ?? {}).find(([field]) => field === locatedBy) ?? [];
  return id === undefined ? {} : { location: `${path}/${String(id)}` };
}

const PASSING = new Set([
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ThrottlingException",
  "InternalServerError",
  "TimeoutError",
  "ECONNREFUSED",
  "ECONNRESET",
]);

/** A person in a browser reads a page; a program reads a problem. */
function wantsPage({ produces }: Route, { headers }: HttpEvent): boolean {
  return produces === HTML && headers.accept?.includes("text/html") === true;
}

/** What a caller is told of an error; one that nobody expected is logged. */
function troubled(error: unknown, requestId: string): Problem {
  if (error instanceof Problem) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  const code = "code" in cause ? String(cause.code) : "";
  if (PASSING.has(cause.name) || PASSING.has(code)) {
    logger.warn("a dependency failed", { requestId, name: cause.name });
    return new Problem("unavailable", "the service is busy; try again in a moment");
  }
  logger.error("a request failed unexpectedly", { requestId, name: cause.name, stack: cause.stack });
  return new Problem("unexpected", "this is our fault; the requestId helps us to find it");
}

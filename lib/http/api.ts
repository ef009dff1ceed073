import middy from "@middy/core";
import httpRouter from "@middy/http-router";
import type { Context as LambdaContext } from "aws-lambda";
import type * as z from "zod";
import { callersId, correlationId } from "../log/invocation.ts";
import { invoked } from "../log/invoked.ts";
import { measure } from "../metrics/measure.ts";
import { CLIENT_ERRORS, SERVER_ERRORS } from "../metrics/service.ts";
import { Problem } from "../problem/problem.ts";
import type { Change } from "../table/write.ts";
import { now } from "../time/clock.ts";
import type { Answer } from "./answer.ts";
import { problemAnswer } from "./answer.ts";
import type { Context } from "./context.ts";
import type { HttpEvent, RawBody } from "./request.ts";
import type { Route } from "./route.ts";
import { type AnyHandler, serve } from "./serve.ts";

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** A route that takes other media types than JSON may be given one. */
type Raw<R extends Route> = R["consumes"] extends readonly string[] ? RawBody : never;

/** What a handler is given: each part as its schema made it. */
export interface Input<R extends Route> {
  readonly params: Parsed<R["params"]>;
  readonly query: Parsed<R["query"]>;
  readonly body: Parsed<R["body"]> | Raw<R>;
  /** The caller, list and filters: what a cursor of this list is bound to. */
  readonly asked: string;
}

/** What a handler gives: text where the route names its media type, else what the response's schema takes. */
type Output<R extends Route> = R["produces"] extends string
  ? string
  : R["response"] extends z.ZodType
    ? z.input<R["response"]>
    : undefined;

/** Methods are compared bivariantly, so that handlers of all routes fit one table without an assertion. */
interface HandlerOf<R extends Route> {
  handle(
    input: Input<R>,
    context: Context,
  ): Promise<Change<Output<R>> | Output<R>> | Change<Output<R>> | Output<R>;
}

/** A handler for every route of an area: one that is missing does not compile. */
export type Handlers<R extends Record<string, Route>> = {
  readonly [K in keyof R]: HandlerOf<R[K]>["handle"];
};

/**
 * The Lambda handler of an area. A handler gives its answer, or a change that the boundary commits, together with
 * the Idempotency-Key, before it answers.
 */
export function api<R extends Record<string, Route>>(routes: R, handlers: Handlers<R>) {
  const table = Object.entries(routes).map(([name, route]) => {
    const handle: AnyHandler["handle"] | undefined = Object.entries(handlers).find(
      ([key]) => key === name,
    )?.[1];
    if (handle === undefined) throw new Error(`${name} has no handler`);
    return {
      method: route.method,
      path: route.path,
      handler: (event: HttpEvent, context: LambdaContext): Promise<Answer> =>
        serve(route, handle, event, event.requestContext.requestId ?? context.awsRequestId, now()),
    };
  });
  /** A path that is declared as it stands is no record's: `/segments/count` is not the segment called count. */
  const declared = (path: string) => table.filter((row) => row.path === path);
  const methodsOf = (path: string): string[] => {
    const own = declared(path);
    const rows = own.length > 0 ? own : table.filter((row) => matches(row.path, path));
    return rows.map(({ method }) => method);
  };
  const notAllowed = (method: string, path: string) =>
    new Problem("method-not-allowed", `${path} takes ${methodsOf(path).join(", ")}, not ${method}`);
  const area = middy<HttpEvent, Answer>()
    .before(({ event }) => {
      // The gateway's own `{proxy+}`, which no declared route knows.
      delete event.pathParameters;
      const { method, path } = event.requestContext.http;
      if (declared(path).length > 0 && !methodsOf(path).includes(method)) throw notAllowed(method, path);
    })
    .handler(
      httpRouter<HttpEvent, Answer>({
        routes: table,
        notFoundResponse: ({ method, path }) => {
          throw methodsOf(path).length > 0
            ? notAllowed(method, path)
            : new Problem("not-found", `there is no ${path}`);
        },
      }),
    )
    .onError((request) => {
      if (!(request.error instanceof Problem)) return;
      const answer = problemAnswer(request.error, request.event.requestContext.requestId);
      const allow = { allow: methodsOf(request.event.rawPath).join(", ") };
      request.response =
        answer.statusCode === 405 ? { ...answer, headers: { ...answer.headers, ...allow } } : answer;
    });
  return invoked(async (event: HttpEvent, context: LambdaContext): Promise<Answer> => {
    const answer: Answer = await area(event, context);
    if (answer.statusCode >= 500) measure(SERVER_ERRORS, 1);
    else if (answer.statusCode >= 400) measure(CLIENT_ERRORS, 1);
    return { ...answer, headers: { ...answer.headers, "x-correlation-id": correlationId() ?? "" } };
  }, beganBy);
}

/** The id under which the caller knows what it does, else the request's own. */
function beganBy({ headers, requestContext }: HttpEvent): string | undefined {
  return callersId(headers["x-correlation-id"]) ?? requestContext.requestId;
}

function matches(pattern: string, path: string): boolean {
  const steps = path.split("/");
  const wanted = pattern.split("/");
  return (
    steps.length === wanted.length &&
    wanted.every((step, index) => (step.startsWith("{") ? steps[index] !== "" : step === steps[index]))
  );
}

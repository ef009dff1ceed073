import type * as z from "zod";
import type { Action, Resource } from "../access/grant.ts";

/** Media type of the pages that people open in a browser; there, a problem is a page too. */
export const HTML = "text/html; charset=utf-8";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Who may call a route. What they may see or change is decided per record by the same grant. */
export type Access =
  /** Anyone, without a token: survey, unsubscribe, documentation. */
  | "public"
  /** Every signed-in user. */
  | "signed-in"
  /** Users with a role that grants this action on this resource, whatever the scope. */
  | { readonly resource: Resource; readonly action: Action };

/** DynamoDB calls one request makes at most; a test counts them. Roles and settings come from a cache and are not counted. */
export interface Budget {
  readonly calls: number;
  /** Why more than the usual (read 1, command 2) are needed. */
  readonly because?: string;
}

/** One HTTP route, declared once as data; handlers, router, OpenAPI, CDK and the permission tests are derived from it. */
export interface Route {
  /** Unique, `noun.verb`; the OpenAPI operationId. */
  readonly id: string;
  readonly method: Method;
  /** OpenAPI path, e.g. `/customers/{id}`. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Body of the success answer; none for 204. */
  readonly response?: z.ZodType;
  /** Field of a 201 answer that stands in the record's own path; `id` unless told. */
  readonly locatedBy?: string;
  /** Success status: 200 unless told. With 302 a handler gives the address to go on to. */
  readonly status?: 200 | 201 | 202 | 204 | 302;
  /** Media types besides JSON that the body may have; such a body reaches the handler as it came: `{ contentType, bytes }`. */
  readonly consumes?: readonly string[];
  /** Media type of an answer that is not JSON. */
  readonly produces?: string;
  readonly budget: Budget;
  /** Money or points move: the Idempotency-Key header is required, not only honoured. */
  readonly idempotencyKey?: "required";
  /** Problem codes this route is known to answer, besides the ones every route has. */
  readonly problems?: readonly string[];
  /** Largest accepted body in bytes; 256 kB unless told. */
  readonly maxBodyBytes?: number;
  readonly example?: { readonly body?: unknown; readonly response?: unknown };
}

/** Declares one area's routes: the keys are the handler names. */
export function defineRoutes<const R extends Record<string, Route>>(routes: R): R {
  return routes;
}

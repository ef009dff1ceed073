import { AsyncLocalStorage } from "node:async_hooks";
import type { Metric } from "../metrics/metric.ts";

/** A value of a metric that this run of a function saw. */
export interface Measured {
  readonly metric: Metric;
  readonly value: number;
  /** The value of the metric's own dimension, where it has one. */
  readonly of: string | undefined;
}

/** One run of a function. */
export interface Invocation {
  /** The function's name in its account. */
  readonly functionName: string;
  /** The same from the request that began it all to its last consequence. */
  readonly correlationId: string;
  /** Gathered while it runs, told at its end. */
  readonly measured: Measured[];
}

const running = new AsyncLocalStorage<Invocation>();

/** Does work as a run of a function. */
export function asInvocation<T>(invocation: Invocation, work: () => T): T {
  return running.run(invocation, work);
}

/** The run of a function that this is part of; `undefined` outside of functions. */
export function invocation(): Invocation | undefined {
  return running.getStore();
}

/** What log lines, items and events carry of what began it all. */
export function correlationId(): string | undefined {
  return running.getStore()?.correlationId;
}

/** Goes on with what another run began: from here on everything carries its id. */
export function following<T>(id: string | undefined, work: () => T): T {
  const current = running.getStore();
  return id === undefined || current === undefined
    ? work()
    : running.run({ ...current, correlationId: id }, work);
}

/** UUID, ULID, or the trace id of W3C: what can be no name, address or telephone number. */
const SANE = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9A-HJKMNP-TV-Z]{26}|[0-9a-f]{32})$/i;

/** The id under which a caller knows what it does, if it is one; a caller's own words do not get into logs. */
export function callersId(header: string | undefined): string | undefined {
  return header !== undefined && SANE.test(header) ? header : undefined;
}

import type * as z from "zod";

/** The source of every event this product puts on its bus. */
export const SOURCE = "guanxi";

/** A domain event, declared once: publisher, rule pattern and handler type come from it. */
export interface EventContract<S extends z.ZodType = z.ZodType> {
  /** `noun.verb-in-the-past`, the EventBridge detail-type, e.g. `opportunity.won`. */
  readonly name: string;
  readonly version: number;
  readonly detail: S;
  readonly example: z.input<S>;
}

/** Declares an event. Its detail never holds personal data: ids, states and times only. */
export function defineEvent<S extends z.ZodType>(contract: EventContract<S>): EventContract<S> {
  return contract;
}

/** An occurrence of a declared event, before it is put on the bus. */
export interface Occurrence {
  readonly name: string;
  readonly version: number;
  readonly detail: unknown;
  /** The id of what led to it; the bus carries it beside the detail. */
  readonly correlationId?: string | undefined;
}

/** Makes an occurrence of a declared event. */
export function occurrence<S extends z.ZodType>(contract: EventContract<S>, detail: z.input<S>): Occurrence {
  return { name: contract.name, version: contract.version, detail };
}

import type { Desk } from "./desk.ts";

/** Something that people or clocks do, and all that follows from it. */
export interface Action {
  /** Noun and verb, as the volume counts it. */
  readonly name: string;
  readonly what: string;
  /** How many of what the volume counts one doing is, known at its end; one unless told. */
  readonly each?: (desk: Desk) => number | Promise<number>;
  /** What is taken off first: an action that is counted by itself. */
  readonly beyond?: string;
  /** Makes what is needed, which is not measured, and gives what is. */
  readonly prepare: (desk: Desk) => Promise<() => Promise<unknown>>;
}

/** An action that needs nothing but what the company has. */
export function plain(name: string, what: string, work: (desk: Desk) => Promise<unknown>): Action {
  return { name, what, prepare: async (desk) => () => work(desk) };
}

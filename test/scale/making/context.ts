import type { Person } from "../../../lib/access/directory.ts";
import type { Context } from "../../../lib/http/context.ts";

export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** Somebody who acts at an instant. */
export function contextOf(caller: Person, now: Date): Context {
  return { caller, now, requestId: "scale", ifMatch: undefined };
}

/** An instant some milliseconds away. */
export function after(at: Date, milliseconds: number): Date {
  return new Date(at.getTime() + milliseconds);
}

import type * as z from "zod";
import { invoked } from "../log/invoked.ts";

/** What a schedule hands over besides its signal: the id of what led to it. */
interface Carried {
  readonly correlationId?: unknown;
  readonly id?: unknown;
}

const text = (value: unknown) => (typeof value === "string" ? value : undefined);

function carriedBy(event: unknown): Carried {
  return typeof event === "object" && event !== null ? event : {};
}

/** The handler of a function that one-time schedules run: what they tell it is parsed, and goes on under their id. */
export function woken<S extends z.ZodType>(signal: S, work: (signal: z.output<S>) => Promise<unknown>) {
  return invoked(
    async (event: unknown): Promise<void> => {
      const { correlationId: _, ...payload } = carriedBy(event);
      await work(signal.parse(payload));
    },
    (event) => text(carriedBy(event).correlationId),
  );
}

/** The handler of a function that runs again and again: what comes of a run goes on under the id of its event. */
export function recurring(work: () => Promise<unknown>) {
  return invoked(
    async (_: unknown): Promise<void> => {
      await work();
    },
    (event) => text(carriedBy(event).id),
  );
}

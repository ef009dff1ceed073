import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { documents } from "../../lib/table/client.ts";

/** What befalls one run of a function at its nth call of the database. */
export interface Fault {
  /** 1 is the first call. */
  readonly atCall: number;
  /**
   * `unsent`: the call fails before it has an effect. `unanswered`: it has its effect, but the answer is lost.
   * `killed`: the process dies; this call and all later ones have no effect.
   */
  readonly how: "unsent" | "unanswered" | "killed";
}

interface Run {
  calls: number;
  readonly fault: Fault | undefined;
  /** Milliseconds by which a call is late, so that runs overtake each other. */
  readonly delay: () => number;
}

const current = new AsyncLocalStorage<Run>();

export class Killed extends Error {}

/** Lets the product's database client suffer the faults of the run that it is used in. */
export function injectFaults(): void {
  documents().middlewareStack.add(
    (next) => async (args) => {
      const run = current.getStore();
      if (run === undefined) return next(args);
      const call = ++run.calls;
      const { fault } = run;
      const late = run.delay();
      if (late > 0) await sleep(late);
      if (fault?.how === "killed" && call >= fault.atCall) throw new Killed();
      if (fault?.how === "unsent" && call === fault.atCall) throw new Error("the call was not sent");
      const answer = await next(args);
      if (fault?.how === "unanswered" && call === fault.atCall) throw new Error("the answer was lost");
      return answer;
    },
    { name: "injectFaults", step: "initialize", override: true },
  );
}

/** Runs something under a fault. A killed run throws whatever it was about to answer. */
export async function suffering<T>(
  fault: Fault | undefined,
  delay: () => number,
  work: () => Promise<T>,
): Promise<T> {
  const run: Run = { calls: 0, fault, delay };
  const outcome = await current.run(run, work);
  if (fault?.how === "killed" && run.calls >= fault.atCall) throw new Killed();
  return outcome;
}

import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import type { DeadLetters } from "./dead-letters.ts";
import { sentence } from "./failure.ts";
import type { Journal } from "./journal.ts";
import type { Runner } from "./runner.ts";

export const invocation = z.strictObject({
  function: z.string(),
  payload: z.unknown(),
});
export type Invocation = z.infer<typeof invocation>;

/** Asynchronous invocations, as Lambda makes them: accepted at once, run later, tried three times, then a dead letter. */
export interface Invocations {
  /** Accepts an invocation: from here on it survives a crash. One that waits under the same id already is the same. */
  submit(id: string, invocation: Invocation): void;
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>;
  /** How many wait or run. */
  underWay(): number;
  /** How many were begun or ended so far: two equal numbers with `idle` between them mean that nothing happened. */
  activity(): number;
  /** Begins no more and waits for the running ones; what is left is kept for the next start. */
  stop(): Promise<void>;
}

const ATTEMPTS = 3;
// Lambda waits one minute, then two: too long for a person who watches.
const PAUSES = [200, 1_000];
const AT_ONCE = 10;

interface Options {
  readonly journal: Journal<Invocation>;
  readonly runner: Runner;
  readonly deadLetters: DeadLetters;
  readonly now: () => Date;
}

export function startInvocations({ journal, runner, deadLetters, now }: Options): Invocations {
  const waiting = [...journal.entries];
  const running = new Set<Promise<void>>();
  const idlers = new Set<() => void>();
  const stopping = new AbortController();
  let activity = 0;

  async function run(id: string, { function: name, payload }: Invocation): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await runner.invoke(name, payload);
        break;
      } catch (error) {
        if (attempt === ATTEMPTS) {
          const at = now().toISOString();
          deadLetters.park({ id, function: name, reason: sentence(error), at, attempts: attempt, payload });
          break;
        }
        await sleep(PAUSES[attempt - 1], undefined, { signal: stopping.signal }).catch(() => {});
        if (stopping.signal.aborted) return;
      }
    }
    journal.remove(id);
  }

  function next(): void {
    while (running.size < AT_ONCE && waiting.length > 0 && !stopping.signal.aborted) {
      const [first] = waiting.splice(0, 1);
      if (first === undefined) break;
      activity += 1;
      const task = run(...first).finally(() => {
        activity += 1;
        running.delete(task);
        next();
      });
      running.add(task);
    }
    if (running.size === 0 && waiting.length === 0) {
      for (const resolve of idlers) resolve();
      idlers.clear();
    }
  }

  next();
  return {
    submit(id, accepted) {
      if (journal.entries.has(id)) return;
      journal.put(id, accepted);
      waiting.push([id, accepted]);
      next();
    },
    idle: () =>
      running.size === 0 && waiting.length === 0
        ? Promise.resolve()
        : new Promise((resolve) => idlers.add(resolve)),
    underWay: () => journal.entries.size,
    activity: () => activity,
    async stop() {
      stopping.abort();
      await Promise.all(running);
      journal.close();
    },
  };
}

import { join } from "node:path";
import * as z from "zod";
import type { Lambda } from "../../functions/lambda.ts";
import { now } from "../../lib/time/clock.ts";
import type { Invocations } from "./invocations.ts";
import { openJournal } from "./journal.ts";
import { openRecurring } from "./recurring.ts";

/** A one-time schedule as the scheduler keeps it. */
export const schedule = z.strictObject({
  /** Milliseconds since 1970. */
  due: z.number(),
  /** What was asked for, given back by GetSchedule. */
  request: z.looseObject({}),
  function: z.string(),
  /** JSON text, the function's event. */
  input: z.string(),
  enabled: z.boolean(),
  deleteAfter: z.boolean(),
  completed: z.boolean(),
  arn: z.string(),
  clientToken: z.string().optional(),
});
export type Schedule = z.infer<typeof schedule>;

export interface Fired {
  readonly function: string;
  /** The schedule's name, or the cron expression. */
  readonly schedule: string;
  readonly dueAt: string;
}

/** What fires at an instant to come. */
export interface Coming {
  readonly function: string;
  /** The schedule's name, or the cron expression. */
  readonly schedule: string;
  /** Milliseconds since 1970; infinity is never. */
  readonly at: number;
  readonly cron: boolean;
}

export interface Scheduler {
  readonly schedules: ReadonlyMap<string, Schedule>;
  put(key: string, schedule: Schedule): void;
  remove(key: string): void;
  /**
   * Passes over the instants of recurring functions at which these would do nothing: up to the first at which something
   * that they work off is due or anything else fires, and no further than the given one.
   */
  passOver(until: Date): Promise<void>;
  /** The earliest instant at which something is to fire. */
  nextDue(): Date | undefined;
  /** All that is to fire, the earliest first. */
  coming(): readonly Coming[];
  /** Fires all that is due by the product's clock, in order of the due instants. */
  fireDue(): readonly Fired[];
  /** Fires by itself from now on. */
  resume(): void;
  /** Fires nothing by itself until `resume`. */
  pause(): void;
  stop(): void;
}

/** Timers of Node hold 31 bits of milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

interface Options {
  /** Where schedules are kept; in memory without one. */
  readonly folder: string | undefined;
  readonly lambdas: readonly Lambda[];
  readonly invocations: Invocations;
  /** How many writes were made so far. */
  readonly writes: () => number;
  /** Zone of cron expressions. */
  readonly zone: string;
}

/** Fires one-time schedules and the functions with a cron trigger, by the product's clock. */
export function startScheduler({ folder, lambdas, invocations, writes, zone }: Options): Scheduler {
  const journal = openJournal(folder && join(folder, "schedules.jsonl"), schedule);
  const recurring = openRecurring({ folder, lambdas, invocations, writes, zone });
  let timer: NodeJS.Timeout | undefined;
  let timerDue = Number.POSITIVE_INFINITY;
  let running = false;

  const open = () => [...journal.entries].filter(([, { enabled, completed }]) => enabled && !completed);

  const firstSchedule = () => Math.min(...open().map(([, { due }]) => due));

  function earliest(): number {
    return Math.min(firstSchedule(), recurring.next());
  }

  function arm(): void {
    clearTimeout(timer);
    if (!running) return;
    timerDue = earliest();
    if (timerDue === Number.POSITIVE_INFINITY) return;
    const wait = timerDue - now().getTime();
    timer = setTimeout(
      () => {
        fireDue();
        arm();
      },
      Math.min(Math.max(wait, 0), LONGEST_TIMER),
    );
  }

  function fireDue(): Fired[] {
    const until = now().getTime();
    const due = [
      ...open()
        .filter(([, found]) => found.due <= until)
        .map(([key, found]) => ({ at: found.due, fire: () => fireSchedule(key, found) })),
      ...recurring.due(until),
    ];
    return due.sort((one, other) => one.at - other.at).map(({ fire }) => fire());
  }

  function fireSchedule(key: string, found: Schedule): Fired {
    const dueAt = new Date(found.due).toISOString();
    const text = found.input
      .replaceAll("<aws.scheduler.scheduled-time>", `${dueAt.slice(0, 19)}Z`)
      .replaceAll("<aws.scheduler.schedule-arn>", found.arn)
      .replaceAll("<aws.scheduler.attempt-number>", "1");
    // The invocation first: a crash in between fires twice, as the real scheduler may, and never not at all.
    invocations.submit(`${key}@${found.due}`, { function: found.function, payload: JSON.parse(text) });
    if (found.deleteAfter) journal.remove(key);
    else journal.put(key, { ...found, completed: true });
    return { function: found.function, schedule: key.slice(key.indexOf("/") + 1), dueAt };
  }

  return {
    schedules: journal.entries,
    put(key, value) {
      journal.put(key, value);
      if (value.due < timerDue) arm();
    },
    // The timer stays: at its time it finds nothing and is set anew.
    remove: (key) => journal.remove(key),
    passOver: (until) => recurring.passOver(Math.min(until.getTime(), firstSchedule())),
    nextDue() {
      const at = earliest();
      return at === Number.POSITIVE_INFINITY ? undefined : new Date(at);
    },
    coming: () =>
      [
        ...open().map(([key, { due, function: name }]) => ({
          function: name,
          schedule: key.slice(key.indexOf("/") + 1),
          at: due,
          cron: false,
        })),
        ...recurring.coming().filter(({ at }) => at < Infinity),
      ].sort((one, other) => one.at - other.at),
    fireDue,
    resume() {
      running = true;
      arm();
    },
    pause() {
      running = false;
      clearTimeout(timer);
    },
    stop() {
      running = false;
      clearTimeout(timer);
      journal.close();
      recurring.close();
    },
  };
}

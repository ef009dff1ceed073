import { randomUUID } from "node:crypto";
import { join } from "node:path";
import * as z from "zod";
import type { Lambda } from "../../functions/lambda.ts";
import { query } from "../../lib/table/query.ts";
import { now } from "../../lib/time/clock.ts";
import type { Invocations } from "./invocations.ts";
import { openJournal } from "./journal.ts";
import type { Coming, Fired } from "./scheduler.ts";
import { cronTimes } from "./timetable.ts";

/** The functions with a cron trigger. Instants are milliseconds since 1970; infinity is never. */
export interface Recurring {
  /** The earliest instant at which one is to fire. */
  next(): number;
  /** When each fires next. */
  coming(): readonly Coming[];
  /** Those that are due by an instant. */
  due(until: number): { readonly at: number; readonly fire: () => Fired }[];
  /**
   * Passes over the instants of functions that work something off, as long as nothing of it is due: up to the first at
   * which another function fires, and no further than the given instant.
   */
  passOver(until: number): Promise<void>;
  close(): void;
}

interface Options {
  /** Where is kept when each fired last; in memory without one. */
  readonly folder: string | undefined;
  readonly lambdas: readonly Lambda[];
  readonly invocations: Invocations;
  /** How many writes were made so far: while there are no more, what waits is known. */
  readonly writes: () => number;
  /** Zone of cron expressions. */
  readonly zone: string;
}

export function openRecurring({ folder, lambdas, invocations, writes, zone }: Options): Recurring {
  const last = openJournal(folder && join(folder, "crons.jsonl"), z.number());
  const crons = lambdas.flatMap(({ name, trigger }) => {
    if (trigger.kind !== "cron") return [];
    if (!last.entries.has(name)) last.put(name, now().getTime());
    const next = cronTimes(trigger.expression, zone);
    return [{ name, expression: trigger.expression, worksOff: trigger.worksOff, next }];
  });
  type Cron = (typeof crons)[number];

  const lastOf = ({ name }: Cron) => last.entries.get(name) ?? now().getTime();
  const after = (cron: Cron, instant: number) => cron.next(new Date(instant))?.getTime() ?? Infinity;
  const nexts = new Map<string, { readonly last: number; readonly next: number }>();

  /** When one fires next: asked for again and again, and long to find out. */
  function nextOf(cron: Cron): number {
    const last = lastOf(cron);
    const known = nexts.get(cron.name);
    if (known?.last === last) return known.next;
    const next = after(cron, last);
    nexts.set(cron.name, { last, next });
    return next;
  }

  /** The last of the instants that were missed while nothing ran: a sweep catches up once. */
  function fire(cron: Cron, until: number): Fired {
    let at = nextOf(cron);
    for (let later = at; later <= until; later = after(cron, later)) at = later;
    const dueAt = new Date(at).toISOString();
    const time = `${dueAt.slice(0, 19)}Z`;
    const payload = scheduledEvent(cron.name, time);
    invocations.submit(`${cron.name}@${time}`, { function: cron.name, payload });
    last.put(cron.name, until);
    return { function: cron.name, schedule: cron.expression, dueAt };
  }

  const waiting = new Map<string, { readonly due: number; readonly writes: number }>();

  /** When the first of what waits for a function now is due. */
  async function firstFor(name: string, partitions: readonly string[]): Promise<number> {
    const known = waiting.get(name);
    const before = writes();
    if (known?.writes === before) return known.due;
    const due = await firstDue(partitions);
    waiting.set(name, { due, writes: before });
    return due;
  }

  /** When one has something to do next, from what waits for it now. */
  async function begins(cron: Cron): Promise<number> {
    if (cron.worksOff === undefined) return nextOf(cron);
    const due = await firstFor(cron.name, cron.worksOff);
    return due === Infinity ? due : after(cron, Math.max(due - 1, lastOf(cron)));
  }

  return {
    next: () => Math.min(...crons.map(nextOf)),
    coming: () =>
      crons.map((cron) => ({ function: cron.name, schedule: cron.expression, at: nextOf(cron), cron: true })),
    due: (until) =>
      crons
        .filter((cron) => nextOf(cron) <= until)
        .map((cron) => ({ at: nextOf(cron), fire: () => fire(cron, until) })),
    async passOver(until) {
      if (!crons.some((cron) => cron.worksOff !== undefined && nextOf(cron) <= until)) return;
      const begin = await Promise.all(crons.map(async (cron) => ({ cron, at: await begins(cron) })));
      const first = Math.min(until, ...begin.map(({ at }) => at));
      for (const { cron, at } of begin) {
        // Whoever has nothing to do is passed over at that very instant, too.
        const passed = at > first ? first : first - 1;
        if (nextOf(cron) <= passed) last.put(cron.name, passed);
      }
    },
    close: () => last.close(),
  };
}

/** When the first of what waits in some partitions is due. */
async function firstDue(partitions: readonly string[]): Promise<number> {
  const firsts = await Promise.all(
    partitions.map((key) => query({ index: "byDue", key }, { order: "ascending", limit: 1 })),
  );
  return Math.min(...firsts.flat().map(({ dueSk }) => Date.parse(String(dueSk).split("#", 1).join())));
}

/** What EventBridge Scheduler hands over when a schedule has no input of its own. */
function scheduledEvent(name: string, time: string) {
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.scheduler",
    account: "000000000000",
    time,
    region: "us-east-1",
    resources: [`arn:aws:scheduler:us-east-1:000000000000:schedule/recurring/${name}`],
    detail: "{}",
  };
}

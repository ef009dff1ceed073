import { SYSTEM } from "../access/caller.ts";
import { commit } from "../table/commit.ts";
import { query } from "../table/query.ts";
import { getItems } from "../table/read.ts";
import { firstVersion, nextVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { MINUTE } from "../time/units.ts";
import { addDays, dateIn } from "../time/zone.ts";
import { allRules } from "./keep.ts";
import type { CareRule } from "./rule.ts";
import { type CareRun, careRuns, runIdOf, UNDER_WAY } from "./run.ts";
import { type Terms, termsOfCare } from "./terms.ts";
import { partsOf } from "./whom.ts";

/** Runs opened in one transaction. */
const MOST = 80;

/** A run that has not got on for so long is started again, in milliseconds: its function died, or was given up. */
const STUCK = 15 * MINUTE;

/**
 * Opens the runs that are due, until none is: those of today, and those of days on which nobody came to it, as far back
 * as each rule greets belatedly and is switched on. Done again, in parallel or later, it opens what is missing.
 */
export async function sweep(now: Date): Promise<number> {
  let opened = 0;
  for (;;) {
    const { writes, result } = await opening(now);
    if (writes.length === 0) return opened;
    await commit({ writes, result, retry: () => ({ writes: [], result }) });
    opened += result.opened;
  }
}

/** The runs to open now, and those to start again, as far as they fit into a transaction. */
export async function opening(now: Date): Promise<Change<{ opened: number }>> {
  const [rules, terms] = await Promise.all([allRules(), termsOfCare()]);
  const due = rules.filter(({ on }) => on).flatMap((rule) => runsDue(rule, terms, now));
  const there = await getItems(due.map(({ id }) => ({ pk: id, sk: careRuns.type })));
  const missing = due.filter(({ id }) => !there.has(`${id}/${careRuns.type}`)).slice(0, MOST);
  const stuck = await stuckRuns(now);
  return {
    writes: [
      ...missing.flatMap((run) => put(careRuns, run, undefined)),
      ...stuck.slice(0, MOST_STUCK).flatMap((run) => put(careRuns, again(run, now), run)),
    ],
    result: { opened: missing.length },
    retry: () => opening(now),
  };
}

const MOST_STUCK = 20;

/** Its new version announces the round once more. */
function again(run: CareRun, now: Date): CareRun {
  return nextVersion(run, {}, { by: SYSTEM.userId, now });
}

async function stuckRuns(now: Date): Promise<CareRun[]> {
  const items = await query({ index: "byDue", key: UNDER_WAY }, { order: "ascending" });
  const before = new Date(now.getTime() - STUCK).toISOString();
  return items
    .map((item) => careRuns.schema.parse(item))
    .filter(({ updatedAt, status }) => status === "running" && updatedAt < before);
}

/** The runs that a rule needs: today's, and those of the days before that it may still greet for. */
export function runsDue(rule: CareRule, { zone, leapDay }: Terms, now: Date): CareRun[] {
  const today = dateIn(now, zone);
  const dates = Array.from({ length: rule.lateDays + 1 }, (_, late) => addDays(today, late - rule.lateDays));
  return dates
    .filter((date) => date >= (rule.since ?? today))
    .flatMap((date) => partsToRun(rule, date, leapDay).map((part) => newRun(rule, date, part, now)));
}

/** A day that concerns everybody is gone through in parallel, its parts side by side. */
function partsToRun({ occasion }: CareRule, date: string, leapDay: Terms["leapDay"]): (number | undefined)[] {
  const parts = partsOf(occasion, date, leapDay);
  if (parts.length === 0) return [];
  return occasion.kind === "holiday" ? parts.map((_, index) => index) : [undefined];
}

function newRun(rule: CareRule, date: string, part: number | undefined, now: Date): CareRun {
  return {
    ...firstVersion(runIdOf(rule, date, part), { by: SYSTEM.userId, now }),
    ruleId: rule.id,
    date,
    ...(part !== undefined && { part }),
    status: "running",
    step: part ?? 0,
    found: 0,
    mails: 0,
    held: 0,
    tasks: 0,
  };
}

import { SYSTEM } from "../access/caller.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { find } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put, unchanged, type Write } from "../table/write.ts";
import { SHELVES } from "./customer-value.ts";
import { START } from "./cuts.ts";
import { putLatest } from "./latest.ts";
import { customerLists, measure } from "./measure.ts";
import { rank } from "./rank.ts";
import { type ValueRun, valueRuns } from "./run.ts";

/** Pages of one round: seconds of work, so that a round that is lost costs little. */
const PAGES = 20;

/** How often the ranking begins again when it did not meet all whom the measuring counted: indexes are behind for moments. */
const MOST_RANKINGS = 5;

/**
 * Does the next round of a run and writes down how far it is; that announces the next round. However often a round is
 * begun it counts once, and doing its work again changes nothing.
 * A run costs in proportion to the customers: measured, 0.09 calls each at 5,000 and at 20,000 of which half had bought,
 * and one call more for each whose figures or class changed.
 * @param round the version the run had when the round was announced
 */
export async function advance(id: string, round: number, now: Date): Promise<Change<undefined>> {
  const run = await find(valueRuns, id);
  if (run?.status !== "running" || run.version !== round) return unchanged(undefined);
  const { next, kept } = run.phase === "measuring" ? await measuring(run, now) : await ranking(run, now);
  return {
    writes: [...put(valueRuns, next, run), ...kept, ...(next.status === "done" ? [putLatest(next)] : [])],
    result: undefined,
    // Another one did this round.
    retry: () => unchanged(undefined),
  };
}

interface Round {
  readonly next: ValueRun;
  readonly kept: readonly Write[];
}

type Fields = { [K in keyof ValueRun]?: ValueRun[K] | undefined };

const advanced = (run: ValueRun, fields: Fields, now: Date) =>
  nextVersion(run, fields, { by: SYSTEM.userId, now });

async function measuring(run: ValueRun, now: Date): Promise<Round> {
  const { timeZone } = await setting(company);
  const lists = customerLists(now);
  let { step, after, customers, buyers, dormant, changed } = run;
  for (let pages = 0; pages < PAGES; pages++) {
    const list = lists[step];
    if (list === undefined) {
      const counted = { customers, buyers, dormant, changed };
      return { next: advanced(run, { ...counted, ...fromTheTop(run), phase: "ranking" }, now), kept: [] };
    }
    const page = await measure(run, list, after, timeZone, now);
    customers += page.customers;
    buyers += page.buyers;
    dormant += page.dormant;
    changed += page.changed;
    after = page.after;
    if (after === undefined) step += 1;
  }
  return { next: advanced(run, { step, after, customers, buyers, dormant, changed }, now), kept: [] };
}

async function ranking(run: ValueRun, now: Date): Promise<Round> {
  let { step, after, walk, classes, changed } = run;
  const kept: Write[] = [];
  for (let pages = 0; pages < PAGES; pages++) {
    const shelf = SHELVES[step];
    if (shelf === undefined)
      return { next: ranked({ ...run, step, after, walk, classes, changed }, now), kept };
    const page = await rank(run, shelf, { walk, classes }, after, now);
    kept.push(...page.kept);
    walk = page.walk;
    classes = page.classes;
    changed += page.changed;
    after = page.after;
    if (after === undefined) step += 1;
  }
  return { next: advanced(run, { step, after, walk, classes, changed }, now), kept };
}

function ranked(run: ValueRun, now: Date): ValueRun {
  if (run.walk.position !== run.buyers && run.rankings < MOST_RANKINGS)
    return advanced(run, fromTheTop(run), now);
  return advanced(run, { status: "done", after: undefined, finishedAt: now.toISOString() }, now);
}

function fromTheTop({ rankings }: ValueRun): Fields {
  const none = { customers: 0, revenue: 0 };
  return {
    step: 0,
    after: undefined,
    rankings: rankings + 1,
    walk: START,
    classes: { A: none, B: none, C: none },
  };
}

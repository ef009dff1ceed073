import { SYSTEM } from "../access/caller.ts";
import { type Context, stampOf } from "../http/context.ts";
import { derivedId } from "../ids/derived.ts";
import { newId } from "../ids/id.ts";
import { conflict } from "../problem/problem.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { findByClaims } from "../table/lookup.ts";
import { find } from "../table/read.ts";
import { firstVersion, nextVersion, type Stamp } from "../table/record.ts";
import { type Change, put, unchanged } from "../table/write.ts";
import { addMonths } from "../time/calendar.ts";
import { MINUTE } from "../time/units.ts";
import { addDays, dateIn } from "../time/zone.ts";
import { START } from "./cuts.ts";
import { type ValueRun, valueRuns } from "./run.ts";
import { valueRules } from "./settings.ts";

/** A run that has not moved for so long stands still, in milliseconds: whoever carried it on was lost. */
const STILL = 15 * MINUTE;

const RUNNING = "run:running";

/** Sentence that callers read. */
export const UNDER_WAY = "a run is under way: read how far it is, and ask again when it is done";

/**
 * Computes classes and dormancy of all customers, as the caller asks (DOMAIN §10): begins a run, which goes on by itself. One
 * that stands still is carried on instead. Up to four calls.
 * @throws Problem conflict while another one is under way
 */
export async function startRun(context: Context): Promise<Change<ValueRun>> {
  const stamp = stampOf(context);
  const record = await begun(newId("value-run", context.now), "asked", stamp);
  const taken = async (): Promise<Change<ValueRun> | undefined> => {
    const standing = await runUnderWay();
    if (standing === undefined) return undefined;
    if (!standsStill(standing, context.now)) throw conflict(`${UNDER_WAY} (${standing.id})`);
    return carriedOn(standing, stamp);
  };
  return { writes: put(valueRuns, record, undefined), result: record, retry: taken };
}

/** The night's run, once a day however often it is asked for; one that stands still is carried on first. */
export async function startNightlyRun(now: Date): Promise<Change<ValueRun | undefined>> {
  const stamp: Stamp = { by: SYSTEM.userId, now };
  const standing = await runUnderWay();
  if (standing !== undefined)
    return standsStill(standing, now) ? carriedOn(standing, stamp) : unchanged(undefined);
  const { timeZone } = await setting(company);
  const day = dateIn(now, timeZone);
  const id = derivedId("value-run", new Date(`${day}T00:00:00Z`), "nightly", day);
  if ((await find(valueRuns, id)) !== undefined) return unchanged(undefined);
  const record = await begun(id, "nightly", stamp);
  return { writes: put(valueRuns, record, undefined), result: record, retry: () => unchanged(undefined) };
}

async function runUnderWay(): Promise<ValueRun | undefined> {
  return (await findByClaims(valueRuns, [RUNNING])).get(RUNNING);
}

function standsStill({ updatedAt }: ValueRun, now: Date): boolean {
  return now.getTime() - Date.parse(updatedAt) > STILL;
}

/** Its next version announces its next round. */
function carriedOn(standing: ValueRun, stamp: Stamp): Change<ValueRun> {
  const next = nextVersion(standing, {}, stamp);
  return { writes: put(valueRuns, next, standing), result: next };
}

async function begun(id: string, why: ValueRun["why"], stamp: Stamp): Promise<ValueRun> {
  const [rules, { timeZone }] = await Promise.all([setting(valueRules), setting(company)]);
  const on = dateIn(stamp.now, timeZone);
  const none = { customers: 0, revenue: 0 };
  return {
    ...firstVersion(id, stamp),
    why,
    status: "running",
    rules,
    on,
    since: rules.revenueMonths === undefined ? undefined : addMonths(on.slice(0, 7), 1 - rules.revenueMonths),
    dormantBefore: addDays(on, -rules.dormantAfterDays),
    phase: "measuring",
    step: 0,
    rankings: 0,
    customers: 0,
    buyers: 0,
    dormant: 0,
    changed: 0,
    walk: START,
    classes: { A: none, B: none, C: none },
  };
}

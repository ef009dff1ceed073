import { SYSTEM } from "../access/caller.ts";
import { commit } from "../table/commit.ts";
import { inParallel } from "../table/in-parallel.ts";
import { query } from "../table/query.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put, putBeside, unchanged, type Write } from "../table/write.ts";
import { type CustomerValue, customerValues } from "./customer-value.ts";
import { cutsOf, pass, type ValueClass } from "./cuts.ts";
import { rankingPage, rankingPartition } from "./ranking.ts";
import type { ValueRun } from "./run.ts";

/** Customers read at once. */
const PAGE = 200;
const AT_ONCE = 12;

/** What a page added to a run's ranking, and where it goes on; nowhere when the shelf is done. */
export interface Ranked {
  readonly walk: ValueRun["walk"];
  readonly classes: ValueRun["classes"];
  readonly changed: number;
  /** The page as it is kept, so that a class can be explained later. */
  readonly kept: readonly Write[];
  readonly after: string | undefined;
}

/** Ranks the next customers of a shelf, and gives them their classes. One call, and one for each whose class changed. */
export async function rank(
  run: ValueRun,
  shelf: string,
  { walk: from, classes: sums }: Pick<ValueRun, "walk" | "classes">,
  after: string | undefined,
  now: Date,
): Promise<Ranked> {
  const items = await query(
    { index: "byDue", key: shelf },
    { order: "descending", limit: PAGE, range: { after } },
  );
  const cuts = cutsOf(run.buyers, run.rules);
  let walk = from;
  const classes = { ...sums };
  const found = items.map((item) => {
    const value = customerValues.schema.parse(item);
    const passed = pass(walk, value.revenue, cuts);
    walk = passed.walk;
    const sum = classes[passed.class];
    classes[passed.class] = { customers: sum.customers + 1, revenue: sum.revenue + value.revenue };
    return { value, rank: walk.rank, class: passed.class };
  });
  const changed = await inParallel(found, AT_ONCE, ({ value, class: valueClass }) =>
    commit(classed(value, valueClass, run.id, now)),
  );
  return {
    walk,
    classes,
    changed: changed.filter(Boolean).length,
    kept:
      found.length === 0 ? [] : [putBeside(rankingPage(rankingPartition(run), from.position, found, now))],
    after: items.length < PAGE ? undefined : String(items.at(-1)?.dueSk),
  };
}

/** Gives a customer its class, if it has another one; whether it did. */
function classed(value: CustomerValue, valueClass: ValueClass, runId: string, now: Date): Change<boolean> {
  if (value.class === valueClass) return unchanged(false);
  const next = nextVersion(value, { class: valueClass, runId }, { by: SYSTEM.userId, now });
  return {
    writes: put(customerValues, next, value, { label: "value" }),
    result: true,
    retry: (refusals) => {
      const there = refusals.find(({ label }) => label === "value")?.there;
      return there === undefined
        ? undefined
        : classed(customerValues.schema.parse(there), valueClass, runId, now);
    },
  };
}

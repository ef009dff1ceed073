import { measuresOf } from "../../../lib/aggregates/measures.ts";
import { type CustomerValue, customerValues, valueId } from "../../../lib/customer-value/customer-value.ts";
import { cutsOf, pass, START } from "../../../lib/customer-value/cuts.ts";
import { putLatest } from "../../../lib/customer-value/latest.ts";
import { rankingPage, rankingPartition } from "../../../lib/customer-value/ranking.ts";
import { type ValueRun, valueRuns } from "../../../lib/customer-value/run.ts";
import { startRun } from "../../../lib/customer-value/start.ts";
import type { Customer } from "../../../lib/customers/customer.ts";
import { purchaseLedger } from "../../../lib/performance/ledgers.ts";
import { purchasesIn } from "../../../lib/performance/purchases.ts";
import { commit } from "../../../lib/table/commit.ts";
import type { Item } from "../../../lib/table/entity.ts";
import { firstVersion, nextVersion } from "../../../lib/table/record.ts";
import { put, putBeside } from "../../../lib/table/write.ts";
import type { World } from "../world.ts";
import { contextOf } from "./context.ts";

/** Customers of one page of the ranking, as a run keeps them. */
const PAGE = 200;

/** Begins the computation of what customers are worth. */
export async function begunRun({ service: { marketing } }: World, now: Date): Promise<ValueRun> {
  return commit(await startRun(contextOf(marketing, now)));
}

/** What a customer is worth by the totals of its purchases; nothing of who never bought. */
export function worthOf(
  { id: customerId, name: customerName, ownerId: customerOwnerId, departmentId }: Customer,
  totals: readonly Item[],
  { id: runId, dormantBefore, on }: ValueRun,
  now: Date,
): CustomerValue | undefined {
  const total = totals.find(({ ledger }) => ledger === purchaseLedger.name);
  const { count, amount, lastMonth = "" } = purchasesIn(measuresOf(total));
  if (count === 0) return undefined;
  const dormant = lastMonth < dormantBefore.slice(0, 7);
  return {
    ...firstVersion(valueId(customerId), { by: "system", now }),
    ...{ customerId, customerName, customerOwnerId, departmentId },
    ...{ revenue: amount, purchases: count, lastMonth, dormant, runId },
    ...(dormant && { dormantSince: on }),
  };
}

/**
 * Ranks all who bought, gives them their classes, and ends the run.
 * @param written called after each page
 */
export async function endRun(
  begun: ValueRun,
  customers: number,
  values: CustomerValue[],
  now: Date,
  written: () => void,
): Promise<void> {
  values.sort((a, b) => b.revenue - a.revenue);
  const run = { ...begun, rankings: 1, customers, buyers: values.length };
  const cuts = cutsOf(values.length, run.rules);
  const classes = { ...run.classes };
  let walk: ValueRun["walk"] = START;
  for (let from = 0; from < values.length; from += PAGE) {
    const { position } = walk;
    const found = values.slice(from, from + PAGE).map((value) => {
      const passed = pass(walk, value.revenue, cuts);
      walk = passed.walk;
      const sum = classes[passed.class];
      classes[passed.class] = { customers: sum.customers + 1, revenue: sum.revenue + value.revenue };
      return { value: { ...value, class: passed.class }, rank: walk.rank };
    });
    const page = rankingPage(rankingPartition(run), position, found, now);
    const writes = found.flatMap(({ value }) => put(customerValues, value, undefined));
    await commit({ writes: [...writes, putBeside(page)], result: undefined });
    written();
  }
  const dormant = values.filter((value) => value.dormant).length;
  const fields = { status: "done", phase: "ranking", finishedAt: now.toISOString() } as const;
  const done = nextVersion({ ...run, walk, classes, dormant, changed: values.length }, fields, {
    by: "system",
    now,
  });
  await commit({ writes: [...put(valueRuns, done, begun), putLatest(done)], result: undefined });
}

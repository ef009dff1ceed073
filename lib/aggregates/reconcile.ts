import { inParallel } from "../table/in-parallel.ts";
import { query } from "../table/query.ts";
import { readDimensions } from "./contribution.ts";
import { type Dimensions, entriesOfMonth, type Ledger, type Measures, totalsOfLevel } from "./ledger.ts";
import { compare, repaired } from "./repair.ts";

/** A total that did not equal its sources. */
export interface Drift {
  readonly ledger: string;
  readonly level: string;
  readonly dimensions: Dimensions;
  /** What the total lacked; negative where it held too much. */
  readonly difference: Measures;
  /** Whether it was set right. */
  readonly repaired: boolean;
}

export interface Reconciliation {
  readonly checked: number;
  readonly drifts: readonly Drift[];
}

/** How often, and how long apart in milliseconds, a difference is looked at before it counts: the stream may be behind. */
interface Patience {
  readonly looks: number;
  readonly apart: number;
}
const PATIENT: Patience = { looks: 8, apart: 250 };

/** Totals that are looked at side by side. */
const AT_ONCE = 16;

/**
 * Compares every total of a ledger's month with its sources, the finest level first, and reports each difference;
 * with `repair` it writes the right total. Changes still on their way through the stream are not counted twice:
 * a repaired total keeps the revisions it has seen.
 */
export async function reconcile(
  ledger: Ledger,
  month: string,
  { repair, now, patience = PATIENT }: { repair: boolean; now: Date; patience?: Patience },
): Promise<Reconciliation> {
  const ofEntries = await dimensionsIn(entriesOfMonth(ledger, month));
  const drifts: Drift[] = [];
  let checked = 0;
  for (const [index, level] of ledger.levels.entries()) {
    const standing = await dimensionsIn(totalsOfLevel(ledger, level, month));
    const all = unique([...ofEntries, ...standing], level.by);
    checked += all.length;
    for (const { dimensions, drift } of await doubtful(ledger, index, all, patience)) {
      const outcome = repair ? await repaired(ledger, index, dimensions, now) : "left";
      if (outcome === "even") continue;
      const is = { ledger: ledger.name, level: level.name, dimensions };
      drifts.push({ ...is, difference: drift, repaired: outcome === "repaired" });
    }
  }
  return { checked, drifts };
}

interface Doubt {
  readonly dimensions: Dimensions;
  readonly drift: Measures;
}

/** Those that still differ after the stream has had time to catch up. */
async function doubtful(
  ledger: Ledger,
  index: number,
  all: readonly Dimensions[],
  { looks, apart }: Patience,
) {
  let left = all.map((dimensions): Doubt => ({ dimensions, drift: {} }));
  for (let look = 1; look <= looks && left.length > 0; look++) {
    if (look > 1) await new Promise((resolve) => setTimeout(resolve, apart));
    const looked = await inParallel(left, AT_ONCE, async ({ dimensions }): Promise<Doubt> => {
      const { drift } = await compare(ledger, index, dimensions);
      return { dimensions, drift };
    });
    left = looked.filter(({ drift }) => Object.keys(drift).length > 0);
  }
  return left;
}

async function dimensionsIn(key: string): Promise<Dimensions[]> {
  return (await query({ index: "byAll", key }, { order: "ascending" })).map(readDimensions);
}

function unique(all: readonly Dimensions[], by: readonly string[]): Dimensions[] {
  const own = all.map((dimensions) => Object.fromEntries(by.map((name) => [name, dimensions[name] ?? ""])));
  return [...new Map(own.map((dimensions) => [JSON.stringify(dimensions), dimensions])).values()];
}

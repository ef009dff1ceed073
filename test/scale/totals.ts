import { readDimensions } from "../../lib/aggregates/contribution.ts";
import { type Dimensions, type Ledger, totalAttributes, totalKey } from "../../lib/aggregates/ledger.ts";
import { difference, measureAttribute, measuresOf } from "../../lib/aggregates/measures.ts";
import { ledgers } from "../../lib/ledgers.ts";
import type { Item } from "../../lib/table/entity.ts";

/** The totals of every ledger, as the stream would keep them: every change of an entry adds what is other than before. */
export interface Totals {
  change(was: Item | undefined, is: Item): void;
  /** Takes away the totals of one customer alone, once it is done. */
  own(): Item[];
  /** All others. */
  items(): Item[];
}

interface Kept {
  readonly ledger: Ledger;
  readonly level: number;
  readonly dimensions: Dimensions;
  readonly measures: Record<string, number>;
}

export function openTotals(): Totals {
  const shared = new Map<string, Kept>();
  const own = new Map<string, Kept>();

  function add(ledger: Ledger, level: number, entry: Item, measures: Readonly<Record<string, number>>): void {
    const dimensions = readDimensions(entry);
    const { pk, sk } = totalKey(ledger, level, dimensions);
    const isOwn = ledger.levels[level]?.by.some((name) => name === "customer" || name === "membership");
    const kept = isOwn ? own : shared;
    const total = kept.get(`${pk}/${sk}`) ?? { ledger, level, dimensions, measures: {} };
    for (const [name, value] of Object.entries(measures))
      total.measures[name] = (total.measures[name] ?? 0) + value;
    kept.set(`${pk}/${sk}`, total);
  }

  return {
    change(was, is) {
      if (is.entity !== "ledger") return;
      const measures = difference(measuresOf(was), measuresOf(is));
      if (Object.keys(measures).length === 0) return;
      const ledger = ledgers.find(({ name }) => name === is.ledger);
      if (ledger === undefined) throw new Error(`no ledger ${String(is.ledger)} is declared`);
      for (const level of ledger.levels.keys()) add(ledger, level, is, measures);
    },
    own() {
      const items = [...own.values()].map(itemOf);
      own.clear();
      return items;
    },
    items: () => [...shared.values()].map(itemOf),
  };
}

function itemOf({ ledger, level, dimensions, measures }: Kept): Item {
  return {
    ...totalKey(ledger, level, dimensions),
    ...totalAttributes(ledger, level, dimensions),
    ...Object.fromEntries(Object.entries(measures).map(([name, value]) => [measureAttribute(name), value])),
    position: "",
    revision: 1,
  };
}

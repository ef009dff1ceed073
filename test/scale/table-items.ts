import { readDimensions } from "../../lib/aggregates/contribution.ts";
import { type Dimensions, type Ledger, totalAttributes, totalKey } from "../../lib/aggregates/ledger.ts";
import { measureAttribute, measuresOf } from "../../lib/aggregates/measures.ts";
import { ledgers } from "../../lib/ledgers.ts";
import { nouns } from "../../lib/nouns.ts";
import { aside } from "../../lib/projections/project.ts";
import type { Item } from "../../lib/table/entity.ts";
import type { Write } from "../../lib/table/write.ts";

/** What writes leave in an empty table, with what the stream makes of them beside: copies and timeline, no histories. */
export function itemsOf(writes: readonly Write[]): Item[] {
  const own = writes.map(itemOf);
  const beside = own.flatMap((is) => {
    const { fixed, versioned } = aside({ position: "0", was: undefined, is }, nouns);
    return [...fixed.filter(({ entity }) => entity !== "history"), ...versioned];
  });
  return [...own, ...beside];
}

function itemOf({ item: { Put, Update } }: Write): Item {
  if (Put?.Item !== undefined) return Put.Item;
  // A counter that begins: only the room for contacts is kept so.
  const by = Update?.ExpressionAttributeValues?.[":by"];
  if (Update?.UpdateExpression === "ADD #count :by") return { ...Update.Key, count: by };
  throw new Error(`what this write leaves is not known: ${JSON.stringify(Update)}`);
}

interface Kept {
  readonly ledger: Ledger;
  readonly level: number;
  readonly dimensions: Dimensions;
  readonly measures: Record<string, number>;
}

/** The totals of every ledger, as the stream would keep them. */
export function totalsKept(): { add(entries: readonly Item[]): void; items(): Item[] } {
  const kept = new Map<string, Kept>();

  function count(ledger: Ledger, level: number, entry: Item): void {
    const dimensions = readDimensions(entry);
    const { pk, sk } = totalKey(ledger, level, dimensions);
    const total = kept.get(`${pk}/${sk}`) ?? { ledger, level, dimensions, measures: {} };
    for (const [name, value] of Object.entries(measuresOf(entry)))
      total.measures[name] = (total.measures[name] ?? 0) + value;
    kept.set(`${pk}/${sk}`, total);
  }

  return {
    add(items) {
      for (const item of items) {
        const ledger = ledgers.find(({ name }) => item.entity === "ledger" && name === item.ledger);
        for (const level of ledger?.levels.keys() ?? []) count(ledger!, level, item);
      }
    },
    items: () =>
      [...kept.values()].map(({ ledger, level, dimensions, measures }) => ({
        ...totalKey(ledger, level, dimensions),
        ...totalAttributes(ledger, level, dimensions),
        ...Object.fromEntries(
          Object.entries(measures).map(([name, value]) => [measureAttribute(name), value]),
        ),
        position: "",
        revision: 1,
      })),
  };
}

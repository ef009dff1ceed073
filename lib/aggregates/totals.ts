import type { Item } from "../table/entity.ts";
import { query } from "../table/query.ts";
import { getItems } from "../table/read.ts";
import { readDimensions } from "./contribution.ts";
import {
  type Dimensions,
  entryPartition,
  type Ledger,
  type Measures,
  totalKey,
  totalsOfLevel,
} from "./ledger.ts";
import { measuresOf } from "./measures.ts";

/** A total: what it is of, and what it comes to. */
export interface Total {
  readonly dimensions: Dimensions;
  readonly measures: Measures;
}

function toTotal(item: Item): Total {
  return { dimensions: readDimensions(item), measures: measuresOf(item) };
}

function levelOf(ledger: Ledger, name: string): number {
  const index = ledger.levels.findIndex((level) => level.name === name);
  if (index < 0) throw new Error(`the ledger ${ledger.name} has no level ${name}`);
  return index;
}

/** The totals named by their dimensions, up to 100 in one call; those that never had an entry are left out. */
export async function totals(ledger: Ledger, level: string, wanted: readonly Dimensions[]): Promise<Total[]> {
  const index = levelOf(ledger, level);
  const items = await getItems(wanted.map((dimensions) => totalKey(ledger, index, dimensions)));
  return [...items.values()].map(toTotal);
}

/** Every total of a level whose first dimension has this value, e.g. all salespeople of a month. One call. */
export async function totalsWhere(ledger: Ledger, level: string, first: string): Promise<Total[]> {
  const declared = ledger.levels[levelOf(ledger, level)];
  if (declared === undefined) return [];
  const items = await query(
    { index: "byAll", key: totalsOfLevel(ledger, declared, first) },
    { order: "ascending" },
  );
  return items.map(toTotal);
}

/** The totals that make up one total of the next level, e.g. the salespeople of a department's month. One call. */
export async function partsOf(ledger: Ledger, level: string, whole: Dimensions): Promise<Total[]> {
  const index = levelOf(ledger, level);
  const parent = ledger.levels[index + 1];
  if (parent === undefined) throw new Error(`${level} is the coarsest level of ${ledger.name}`);
  const key = `total#${ledger.name}#${parent.name}#${parent.by.map((dimension) => whole[dimension]).join("#")}`;
  const items = await query({ index: "table", key }, { order: "ascending" });
  return items.map(toTotal);
}

/** The entries behind a total of the first level. */
export function entriesOf(ledger: Ledger, dimensions: Dimensions): Promise<Item[]> {
  return query({ index: "table", key: entryPartition(ledger, dimensions) }, { order: "ascending" });
}

/** The level-0 entries or smaller totals that a total is the sum of, read consistently. */
export async function sourcesOf(ledger: Ledger, level: number, dimensions: Dimensions): Promise<Item[]> {
  if (level === 0) return entriesOf(ledger, dimensions);
  const { pk } = totalKey(ledger, level - 1, { ...unknownDimensions(ledger), ...dimensions });
  const finer = ledger.levels[level - 1]?.name;
  return query({ index: "table", key: pk }, { order: "ascending", range: { prefix: `${finer}#` } });
}

/** Stand-ins for finer dimensions, which a partition's key does not hold. */
function unknownDimensions({ levels: [finest] }: Ledger): Dimensions {
  return Object.fromEntries(finest.by.map((dimension) => [dimension, ""]));
}

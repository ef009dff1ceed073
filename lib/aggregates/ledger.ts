import type { IndexKeys, Item } from "../table/entity.ts";

/** What an entry or a total counts: named whole numbers that only ever add up. */
export type Measures = Readonly<Record<string, number>>;

/** Values of the dimensions an entry belongs to, e.g. `{ month: "2026-11", department: "dep_…", salesperson: "usr_…" }`. */
export type Dimensions = Readonly<Record<string, string>>;

/** A level of totals: its name and the dimensions that tell its totals apart. */
export interface Level {
  readonly name: string;
  readonly by: readonly [string, ...string[]];
}

/**
 * A ledger and the totals kept of it by the table's stream. Entries of one total of the first level share one partition,
 * and so do the totals that make up one total of the next: DynamoDB delivers a partition in order, which is what
 * makes exactly-once possible with nothing but a sequence number on the total.
 */
export interface Ledger {
  readonly name: string;
  /** From the finest to the coarsest; each level's dimensions are among those of the level before. */
  readonly levels: readonly [Level, ...Level[]];
  /** A further index in which totals of the first level are found. */
  readonly alsoIn?: (dimensions: Dimensions) => IndexKeys;
}

/** Declares a ledger. */
export function defineLedger<const L extends Ledger>(ledger: L): L {
  return ledger;
}

/** An entry of a ledger. */
export interface Entry {
  readonly dimensions: Dimensions;
  /** Tells entries of one partition apart; decides, so that nothing is booked twice. */
  readonly key: string;
  /** Rises with every change of a changeable entry; 1 for those that never change. */
  readonly revision: number;
  readonly measures: Measures;
  /** Month under which reconciliation finds it. */
  readonly month: string;
  /** When it was written or last changed, ISO 8601. */
  readonly changedAt: string;
}

function path(level: Level, dimensions: Dimensions): string {
  return level.by
    .map((dimension) => {
      const value = dimensions[dimension];
      if (value === undefined) throw new Error(`a ${level.name} total needs its ${dimension}`);
      return value;
    })
    .join("#");
}

/** Partition of the entries that make up one total of the first level. */
export function entryPartition({ name, levels: [finest] }: Ledger, dimensions: Dimensions): string {
  return `ledger#${name}#${path(finest, dimensions)}`;
}

/** Partition that lists all entries of a month. */
export function entriesOfMonth(ledger: Ledger, month: string): string {
  return `ledger#${ledger.name}#${month}`;
}

/** The item of an entry; `details` are kept with it for those who follow a figure to its records. */
export function entryItem(
  ledger: Ledger,
  entry: Entry,
  details: Item = {},
): Item & { pk: string; sk: string } {
  const { dimensions, key, revision, measures, month, changedAt } = entry;
  return {
    ...details,
    pk: entryPartition(ledger, dimensions),
    sk: key,
    entity: "ledger",
    ledger: ledger.name,
    dimensions,
    measures,
    revision,
    month,
    changedAt,
    allPk: entriesOfMonth(ledger, month),
    listSk: `${path(ledger.levels[0], dimensions)}#${key}`,
  };
}

/** Key of a total. It lies in the partition of the next level's total that it is part of. */
export function totalKey(
  { name, levels }: Ledger,
  index: number,
  dimensions: Dimensions,
): { pk: string; sk: string } {
  const level = levels[index];
  if (level === undefined) throw new Error(`the ledger ${name} has no level ${index}`);
  const parent = levels[index + 1];
  const whole =
    parent === undefined ? String(dimensions[level.by[0]]) : `${parent.name}#${path(parent, dimensions)}`;
  return { pk: `total#${name}#${whole}`, sk: `${level.name}#${path(level, dimensions)}` };
}

/** Partition (byAll) that lists the totals of a level with the same first dimension, e.g. of one month. */
export function totalsOfLevel({ name }: Ledger, level: Level, first: string): string {
  return `total#${name}#${level.name}#${first}`;
}

/** What tells the total's item apart and where lists find it. */
export function totalAttributes(ledger: Ledger, index: number, dimensions: Dimensions): Item {
  const level = ledger.levels[index];
  if (level === undefined) throw new Error(`the ledger ${ledger.name} has no level ${index}`);
  return {
    entity: "total",
    ledger: ledger.name,
    level: index,
    dimensions: Object.fromEntries(level.by.map((dimension) => [dimension, dimensions[dimension]])),
    allPk: totalsOfLevel(ledger, level, String(dimensions[level.by[0]])),
    listSk: path(level, dimensions),
    ...(index === 0 && ledger.alsoIn?.(dimensions)),
  };
}

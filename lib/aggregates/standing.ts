import type { Item } from "../table/entity.ts";
import { putBeside, type Write } from "../table/write.ts";
import { type Dimensions, entryItem, entryPartition, type Ledger, type Measures } from "./ledger.ts";
import { difference } from "./measures.ts";

/** What a record, as it stands, adds to one ledger; its first dimension is the month. */
export interface Standing {
  readonly ledger: Ledger;
  readonly dimensions: Dimensions & { readonly month: string };
  readonly measures: Measures;
}

/** The record, and the version that the entries are written with. */
interface Stated {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: string;
}

/**
 * What a change of a record writes to the ledgers that say how it stands: its entries as they are now and, where it left
 * a month, a person or a ledger, nothing in the place of the old ones. Entries are never removed, so that the stream
 * sees every step. Written in the record's transaction: its version guards all of them.
 * @param details kept with the entries, for those who follow a figure to its records
 */
export function restate(
  before: readonly Standing[],
  after: readonly Standing[],
  record: Stated,
  details: Item,
): Write[] {
  const stood = new Map(before.map((entry) => [placeOf(entry), entry]));
  const stands = new Set(after.map(placeOf));
  const left = [...stood].filter(([place]) => !stands.has(place)).map(([, entry]) => emptied(entry));
  const changed = after.filter(
    (entry) => Object.keys(difference(stood.get(placeOf(entry))?.measures ?? {}, entry.measures)).length > 0,
  );
  return [...left, ...changed].map(({ ledger, dimensions, measures }) =>
    putBeside(
      entryItem(
        ledger,
        {
          dimensions,
          measures,
          key: record.id,
          month: dimensions.month,
          revision: record.version,
          changedAt: record.updatedAt,
        },
        details,
      ),
    ),
  );
}

const placeOf = ({ ledger, dimensions }: Standing) => entryPartition(ledger, dimensions);

function emptied(entry: Standing): Standing {
  return { ...entry, measures: Object.fromEntries(Object.keys(entry.measures).map((name) => [name, 0])) };
}

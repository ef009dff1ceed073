import type { Item } from "../table/entity.ts";
import { putBeside, type Write } from "../table/write.ts";
import { type Entry, entryItem, entryPartition, type Ledger } from "./ledger.ts";
import { difference } from "./measures.ts";

/** Which version of a record an entry is written with. */
interface Version {
  readonly version: number;
  readonly updatedAt: string;
}

/**
 * What a change of a record writes to a ledger whose entry says how the record stands: its entry as it is now and,
 * where it left a month, a person or the ledger, zeros in the place of the old one. Entries are never removed, so that
 * the stream sees every step. Written in the record's transaction: its version guards both.
 * @param details kept with the entry, for those who follow a figure to its records
 */
export function moveEntry(
  ledger: Ledger,
  before: Entry | undefined,
  after: Entry | undefined,
  { version, updatedAt }: Version,
  details: Item,
): Write[] {
  const stays = before !== undefined && after !== undefined && place(ledger, before) === place(ledger, after);
  if (stays && Object.keys(difference(before.measures, after.measures)).length === 0) return [];
  const left = before !== undefined && !stays ? [emptied(before, { version, updatedAt })] : [];
  return [...left, ...(after === undefined ? [] : [after])].map((entry) =>
    putBeside(entryItem(ledger, entry, details)),
  );
}

const place = (ledger: Ledger, { dimensions, key }: Entry) => `${entryPartition(ledger, dimensions)}/${key}`;

function emptied(entry: Entry, { version, updatedAt }: Version): Entry {
  const measures = Object.fromEntries(Object.keys(entry.measures).map((measure) => [measure, 0]));
  return { ...entry, measures, revision: version, changedAt: updatedAt };
}

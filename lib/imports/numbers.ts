import { type Numbered, nextNumber, nextNumbers } from "../numbering/numbering.ts";
import type { Row } from "./importer.ts";

/** Gives rows their document numbers. */
export type Numbers = (row: Row, kind: Numbered) => Promise<string>;

/**
 * Takes the numbers that some rows need as one block of each kind, in the order of the rows. A row keeps its number
 * however often it is decided.
 */
export async function takeNumbers(
  rows: readonly Row[],
  needs: (row: Row) => readonly Numbered[],
  now: Date,
): Promise<Numbers> {
  const wanted = rows.flatMap((row) => needs(row).map((kind) => ({ row, kind })));
  const given = new Map<string, string>();
  const name = (row: Row, kind: Numbered) => `${row.row}/${kind}`;
  await Promise.all(
    [...Map.groupBy(wanted, ({ kind }) => kind)].map(async ([kind, all]) => {
      const numbers = await nextNumbers(kind, now, all.length);
      for (const [index, { row }] of all.entries()) given.set(name(row, kind), numbers[index] ?? "");
    }),
  );
  return async (row, kind) => {
    const number = given.get(name(row, kind)) ?? (await nextNumber(kind, now));
    given.set(name(row, kind), number);
    return number;
  };
}

/** Numbers of a dry run, which takes none. */
export const previewNumbers: Numbers = async ({ row }, kind) => `preview-${kind}-${row}`;

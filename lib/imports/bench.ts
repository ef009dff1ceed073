import type { Context } from "../http/context.ts";
import { claimKey } from "../table/claim.ts";
import type { Bench } from "./decide.ts";
import type { Import } from "./import.ts";
import type { Row } from "./importer.ts";
import { importerOf } from "./importers.ts";
import { holderIn, type Known, learn } from "./known.ts";
import { previewNumbers, takeNumbers } from "./numbers.ts";

/**
 * Makes ready what rows are decided by: reads the records that they may change, and takes the numbers that new ones need.
 * @param known what was read for what they name
 */
export async function benchFor(
  rows: readonly Row[],
  record: Import,
  known: Known,
  context: Context,
): Promise<Bench> {
  const importer = await importerOf(record.resource);
  const { resource } = importer;
  const keys = rows.flatMap(({ key }) => (key === undefined ? [] : [key]));
  await learn(
    known,
    keys.map((key) => claimKey(resource, key)),
  );
  const holders = keys.map((key) => holderIn(known, resource, key)).filter((id) => id !== undefined);
  await learn(
    known,
    holders.map((id) => ({ pk: id, sk: resource })),
  );
  await learn(
    known,
    holders.flatMap((id) => importer.reads?.(id, known) ?? []),
  );
  const exists = ({ key }: Row) => key !== undefined && holderIn(known, resource, key) !== undefined;
  const numbers = record.dryRun
    ? previewNumbers
    : await takeNumbers(rows, (row) => importer.numbers(row, exists(row)), context.now);
  return {
    importer,
    known,
    deskOf: (row, supposed) => ({
      known: supposed,
      mapping: record,
      context: { ...context, ifMatch: undefined },
      number: (kind) => numbers(row, kind),
    }),
  };
}

import * as z from "zod";
import { csvText } from "../csv/write.ts";
import type { Context } from "../http/context.ts";
import { readOne } from "../resource/verbs.ts";
import { type Page, readPage } from "../table/page.ts";
import { query } from "../table/query.ts";
import { imports } from "./import.ts";
import { errorsPartition, listedError } from "./report.ts";
import { rowError } from "./row-error.ts";

/** An error of a row, with the chunk that it was sent in. */
export const importError = rowError.extend({ chunk: z.int() }).meta({ id: "ImportError" });
type ImportError = z.infer<typeof importError>;

/** A page of an import's errors, by chunk and row. Two calls. */
export async function listErrors(
  id: string,
  request: { limit: number; cursor?: string | undefined; asked: string },
  context: Context,
): Promise<Page<ImportError>> {
  await readOne(imports, id, context);
  const page = await readPage({
    ...request,
    waves: [[{ index: "table", key: errorsPartition(id) }]],
    order: "ascending",
    parse: listedError,
    passes: (error) => error !== undefined,
  });
  return { ...page, items: page.items.filter((error) => error !== undefined) };
}

/** An answer has at most 6 MB. */
const MOST_BYTES = 5_000_000;

/**
 * All errors of an import as CSV that is safe to open in a spreadsheet; past 5 MB it says where the rest is read. Two calls,
 * and one more a megabyte.
 */
export async function errorsCsv(id: string, context: Context): Promise<string> {
  await readOne(imports, id, context);
  const items = await query({ index: "table", key: errorsPartition(id) }, { order: "ascending" });
  const rows: (string | number | undefined)[][] = [];
  let bytes = 0;
  for (const error of items.map(listedError)) {
    if (error === undefined) continue;
    const { chunk, row, column, rule, value, existingId } = error;
    const cells = [row, column, rule, value, existingId, chunk];
    bytes += Buffer.byteLength(cells.join("")) + 40;
    if (bytes > MOST_BYTES) {
      rows.push([
        undefined,
        undefined,
        `there are more errors: read them page by page at /imports/${id}/errors`,
      ]);
      break;
    }
    rows.push(cells);
  }
  return csvText(["row", "column", "rule", "value", "existing record", "chunk"], rows);
}

import { authorize } from "../access/reach.ts";
import { type Context, expectVersion, stampOf } from "../http/context.ts";
import { conflict } from "../problem/problem.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put, unchanged } from "../table/write.ts";
import { type Import, type ImportAnswer, imports } from "./import.ts";
import { readImport } from "./read.ts";

/**
 * Ends an import: it takes no more rows, and what a chunk came to is still told when it is sent again. Two calls.
 * @throws Problem conflict that names the chunks that are missing
 */
export async function completeImport(id: string, context: Context): Promise<Change<ImportAnswer>> {
  const { progress, ...record } = await readImport(id, context);
  authorize(context.caller, "create", imports, record);
  expectVersion(context, record);
  if (record.status === "completed") return unchanged({ ...record, progress });
  const { missing } = progress;
  if (missing.length > 0) {
    const first = missing.slice(0, 20).join(", ");
    throw conflict(`chunks are missing: ${first}${missing.length > 20 ? " and more" : ""}`);
  }
  const fields: Partial<Import> = { status: "completed", completedAt: context.now.toISOString() };
  const next = nextVersion<Import>(record, fields, stampOf(context));
  return { writes: put(imports, next, record), result: { ...next, progress } };
}

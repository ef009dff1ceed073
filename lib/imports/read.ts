import { authorize } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import { notFound } from "../problem/problem.ts";
import { type ListRequest, listRecords } from "../resource/verbs.ts";
import type { Page } from "../table/page.ts";
import { query } from "../table/query.ts";
import { type Import, type ImportAnswer, imports } from "./import.ts";
import { chunkReport, progressOf } from "./report.ts";

/**
 * An import and how far it is: the reports of its chunks lie beside it. One call.
 * @throws Problem not-found
 */
export async function readImport(id: string, { caller }: Pick<Context, "caller">): Promise<ImportAnswer> {
  const items = await query(
    { index: "table", key: id },
    { order: "ascending", range: { between: ["chunk#", imports.type] } },
  );
  const item = items.find(({ sk }) => sk === imports.type);
  if (item === undefined) throw notFound("import", id);
  const record = imports.schema.parse(item);
  authorize(caller, "read", imports, record);
  const reports = items.filter(({ sk }) => sk !== imports.type).map((report) => chunkReport.parse(report));
  return { ...record, progress: progressOf(reports, record.chunks) };
}

/** The imports that the caller may read, newest first; how far each is, is told by reading it. One call a page. */
export function listImports(
  request: Pick<ListRequest<Import>, "limit" | "cursor" | "asked">,
  context: Context,
): Promise<Page<Import>> {
  return listRecords(imports, request, context);
}

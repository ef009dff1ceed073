import * as z from "zod";
import type { Resource } from "../access/grant.ts";
import { authorize, type Owned } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import { pageOf, paging } from "../http/paging.ts";
import { notFound } from "../problem/problem.ts";
import { historyPartition } from "../projections/history.ts";
import { type Page, readPage } from "../table/page.ts";
import { find } from "../table/read.ts";
import type { RecordBase } from "../table/record.ts";
import { instant } from "../time/calendar.ts";
import type { ResourceEntity } from "./verbs.ts";

/** One version of a record: who changed which field from what to what, and when (DOMAIN §1). */
export const historyEntry = z.object({
  version: z.int(),
  at: instant,
  by: z.string(),
  changes: z.array(z.object({ field: z.string(), from: z.unknown().optional(), to: z.unknown().optional() })),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

/** Declares `GET {path}/{id}/history`. */
export function historyRoute<const P extends string, I extends z.ZodType>(
  resource: Resource,
  path: P,
  id: I,
) {
  return {
    id: `${resource}.history`,
    method: "GET",
    path: `/${path}/{id}/history`,
    summary: `Read who changed what of this ${resource}, newest first`,
    access: { resource, action: "read" },
    params: z.strictObject({ id }),
    query: z.strictObject(paging),
    response: pageOf(historyEntry),
    budget: { calls: 2, because: "the record is read too, to see whether the caller may" },
  } as const;
}

/** A page of a record's history, newest first; a deleted record's too. Two calls. */
export async function readHistory<R extends RecordBase & Owned>(
  entity: ResourceEntity<R>,
  id: string,
  { limit, cursor, asked }: { limit: number; cursor?: string | undefined; asked: string },
  context: Context,
): Promise<Page<HistoryEntry>> {
  const record = await find(entity, id);
  if (record === undefined) throw notFound(entity.type, id);
  authorize(context.caller, "read", entity, record);
  return pageOfHistory(id, { limit, cursor, asked });
}

/** A page of the history of a record that the caller may read. One call. */
export function pageOfHistory(
  id: string,
  request: { limit: number; cursor?: string | undefined; asked: string },
): Promise<Page<HistoryEntry>> {
  return readPage({
    ...request,
    waves: [[{ index: "table", key: historyPartition(id) }]],
    parse: (item) => historyEntry.parse(item),
  });
}

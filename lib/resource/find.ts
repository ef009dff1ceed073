import { covers, type Owned, reach } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import { type Page, readPage } from "../table/page.ts";
import type { Partition, Range } from "../table/query.ts";
import type { RecordBase } from "../table/record.ts";
import { type ListRequest, listRecords, type ResourceEntity } from "./verbs.ts";

/** The narrowest place that holds all the records wanted, whoever may read them. */
export interface Place {
  readonly partitions: readonly Partition[];
  readonly range?: Omit<Range, "after">;
}

/**
 * A page of the records that the caller may read, newest first, from the narrowest place that holds those wanted; the
 * caller's own lists when there is none. One call a partition.
 */
export function findIn<R extends RecordBase & Owned>(
  entity: ResourceEntity<R>,
  place: Place | undefined,
  request: ListRequest<R>,
  context: Context,
): Promise<Page<R>> {
  if (place === undefined) return listRecords(entity, request, context);
  const { partitions, range } = place;
  const readable = reach(context.caller, entity.type, "read");
  const { passes = () => true } = request;
  return readPage({
    ...request,
    waves: [partitions],
    ...(range !== undefined && { range }),
    parse: (item) => entity.schema.parse(item),
    passes: (record) =>
      covers(readable, { ...record, ...entity.owner?.(record), shared: false }) && passes(record),
  });
}

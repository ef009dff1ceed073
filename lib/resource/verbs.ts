import type { Action, Resource } from "../access/grant.ts";
import { authorize, type Owned, reach, waves } from "../access/reach.ts";
import { type Context, expectVersion, stampOf } from "../http/context.ts";
import { notFound } from "../problem/problem.ts";
import type { Entity } from "../table/entity.ts";
import { type Page, readPage } from "../table/page.ts";
import { get } from "../table/read.ts";
import { nextVersion, type RecordBase } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";

/** A record type that roles grant access to. */
export type ResourceEntity<R extends RecordBase> = Entity<R> & { readonly type: Resource };

/**
 * Reads a record that the caller may read. One call.
 * @throws Problem not-found, also when it is not for this caller
 */
export async function readOne<R extends RecordBase & Owned>(
  entity: ResourceEntity<R>,
  id: string,
  { caller }: Context,
): Promise<R> {
  const record = await get(entity, id);
  authorize(caller, "read", entity, record);
  return record;
}

/**
 * Reads a record in order to change it. One call.
 * @throws Problem not-found, forbidden, stale-version
 */
export async function readToChange<R extends RecordBase & Owned>(
  entity: ResourceEntity<R>,
  id: string,
  context: Context,
  action: "update" | "delete" | "assign" | "approve" = "update",
): Promise<R> {
  return toAct(entity, await get(entity, id), id, action, context);
}

/**
 * A record on which the caller may act, from one that was read with others or stood in the way.
 * @throws Problem not-found when there is none any more, forbidden, stale-version
 */
export function toAct<R extends RecordBase & Owned>(
  entity: ResourceEntity<R>,
  record: R | undefined,
  id: string,
  action: Action,
  context: Context,
): R {
  if (record === undefined || record.deletedAt !== undefined) throw notFound(entity.type, id);
  authorize(context.caller, action, entity, record);
  expectVersion(context, record);
  return record;
}

export interface ListRequest<R> {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly asked: string;
  /** Only these states; all of them unless told. */
  readonly facets?: readonly string[] | undefined;
  readonly passes?: ((record: R) => boolean) | undefined;
}

/** A page of the records that the caller may read, newest first; what they may not read is neither given nor counted. */
export function listRecords<R extends RecordBase & Owned>(
  entity: ResourceEntity<R>,
  { facets, passes, ...request }: ListRequest<R>,
  { caller, now }: Context,
): Promise<Page<R>> {
  return readPage({
    ...request,
    waves: waves(entity, reach(caller, entity.type, "read"), now, facets),
    parse: (item) => entity.schema.parse(item),
    passes,
  });
}

/** The next version of a record, as the change of one transaction. */
export function change<R extends RecordBase>(
  entity: Entity<R>,
  record: R,
  fields: { [K in keyof R]?: R[K] | undefined },
  context: Context,
): Change<R> {
  const next = nextVersion(record, fields, stampOf(context));
  return { writes: put(entity, next, record), result: next };
}

/** Deletes a record softly: it leaves lists and lookups, frees its unique values, and is kept for audit. */
export function remove<R extends RecordBase>(
  entity: Entity<R>,
  record: R,
  context: Context,
): Change<undefined> {
  const next = { ...nextVersion(record, {}, stampOf(context)), deletedAt: context.now.toISOString() };
  return { writes: put(entity, next, record), result: undefined };
}

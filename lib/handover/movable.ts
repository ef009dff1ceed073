import type { Person } from "../access/directory.ts";
import type { Resource } from "../access/grant.ts";
import type { Acting } from "../http/context.ts";
import type { Entity, Item } from "../table/entity.ts";
import { partitionOf } from "../table/entity.ts";
import type { RecordBase } from "../table/record.ts";
import type { Change, Write } from "../table/write.ts";

/** A record type whose records go to somebody else when their owner leaves. */
export interface Movable {
  readonly resource: Resource;
  /** The lists that hold a person's records of this type. */
  readonly lists: (userId: string) => readonly string[];
  /** Whether an item of such a list is a record that the person is to hand over, and no copy for a reader. */
  readonly isOf: (item: Item, userId: string) => boolean;
  /** The writes that give a record to a person; none when it is theirs already. */
  readonly move: (item: Item, to: Person, acting: Acting) => readonly Write[];
}

/**
 * Declares a record type as movable.
 * @param states only records in these; in all of them unless told
 * @param only leaves out records that move with another one
 * @param give the noun's own verb: what else has to be changed with the owner, only the noun knows
 */
export function movable<R extends RecordBase>(
  entity: Entity<R> & { readonly type: Resource },
  {
    states,
    only,
    give,
  }: {
    readonly states?: readonly string[];
    readonly only?: (record: R) => boolean;
    readonly give: (to: Person, record: R, acting: Acting) => Change<unknown>;
  },
): Movable {
  const facets = states ?? entity.facet?.values ?? [undefined];
  const seatOf = (record: R) => entity.owner?.(record) ?? {};
  return {
    resource: entity.type,
    lists: (userId) => facets.map((facet) => partitionOf.owner(userId, entity.type, facet)),
    isOf(item, userId) {
      if (item.entity !== entity.type || item.deletedAt !== undefined) return false;
      const record = entity.schema.parse(item);
      return seatOf(record).ownerId === userId && only?.(record) !== false;
    },
    move(item, to, acting) {
      const record = entity.schema.parse(item);
      const { ownerId, departmentId } = seatOf(record);
      if (ownerId === to.userId && departmentId === to.departmentId) return [];
      return give(to, record, acting).writes;
    },
  };
}

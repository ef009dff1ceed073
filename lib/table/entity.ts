import type * as z from "zod";
import type { RecordType } from "../ids/id.ts";
import { ulidOf, yearOfId } from "../ids/id.ts";
import type { RecordBase } from "./record.ts";

export type Item = Record<string, unknown>;

/** Index attributes of an item; an absent pair keeps it out of that index. */
export interface IndexKeys {
  readonly customerPk?: string | undefined;
  readonly customerSk?: string | undefined;
  readonly namePk?: string | undefined;
  readonly nameSk?: string | undefined;
  readonly duePk?: string | undefined;
  readonly dueSk?: string | undefined;
}

/** A value that only one record of a type may hold. */
export interface Claim {
  /** Field and normalized value, e.g. `phone:+8613800138000`. */
  readonly value: string;
  /** JSON pointer of the field that a conflict names. */
  readonly pointer: string;
}

/** A further appearance of a record in an index, kept by the stream: for another reader, or another way to find it. */
export interface Copy {
  /** Tells this copy from the record's others, e.g. `reader#usr_…`. */
  readonly name: string;
  readonly keys: IndexKeys & { readonly ownerPk?: string; readonly listSk?: string };
  /** Which of the record's fields it holds; all of them unless told. */
  readonly holds?: readonly string[];
}

/** What the table layer knows of a record type. */
export interface Entity<R extends RecordBase = RecordBase> {
  readonly type: RecordType;
  readonly schema: z.ZodType<R>;
  /** `false` keeps a record that is large out of everybody's list: lists are of a copy that holds less of it. */
  readonly listed?: false;
  /** The state by which lists of this type are kept apart, so that one state is one query. */
  readonly facet?: { readonly of: (record: R) => string; readonly values: readonly string[] };
  /** Who owns the record: puts it into that person's and that department's lists. */
  readonly owner?: (record: R) => {
    readonly ownerId?: string | undefined;
    readonly departmentId?: string | undefined;
  };
  readonly indexes?: (record: R) => IndexKeys;
  readonly claims?: (record: R) => readonly Claim[];
  readonly copies?: (record: R) => readonly Copy[];
}

/** Declares a record type; everything the table layer does with it follows from this. */
export function defineEntity<R extends RecordBase, const T extends RecordType>(
  entity: Entity<R> & { readonly type: T },
): Entity<R> & { readonly type: T } {
  return entity;
}

/** A person's, a department's or everybody's list of one type (and state). */
export const partitionOf = {
  owner: (userId: string, type: string, facet?: string) =>
    ["owner", userId, type, facet].filter(Boolean).join("#"),
  department: (departmentId: string, type: string, facet?: string) =>
    ["department", departmentId, type, facet].filter(Boolean).join("#"),
  /** Sharded by the year in which the record was made. */
  all: (type: string, year: number, facet?: string) => ["all", type, facet, year].filter(Boolean).join("#"),
} as const;

/** The item of a record: its fields as they are, with the keys of table and indexes beside them. */
export function toItem<R extends RecordBase>(entity: Entity<R>, record: R): Item {
  const item: Item = {};
  Object.assign(item, record, { pk: record.id, sk: entity.type, entity: entity.type });
  if (record.deletedAt !== undefined) return item;
  const facet = entity.facet?.of(record);
  const { ownerId, departmentId } = entity.owner?.(record) ?? {};
  const keys = {
    ...(ownerId !== undefined && { ownerPk: partitionOf.owner(ownerId, entity.type, facet) }),
    ...(departmentId !== undefined && {
      departmentPk: partitionOf.department(departmentId, entity.type, facet),
    }),
    ...(entity.listed !== false && { allPk: partitionOf.all(entity.type, yearOfId(record.id), facet) }),
    listSk: ulidOf(record.id),
  };
  return Object.assign(item, keys, entity.indexes?.(record));
}

/** What the sort keys of copies begin with, beside their record. */
export const COPY = "copy#";

/** The item of one of a record's copies. */
export function toCopyItem<R extends RecordBase>(entity: Entity<R>, record: R, copy: Copy): Item {
  const keys = { pk: record.id, sk: `${COPY}${copy.name}`, entity: "copy", of: entity.type };
  const item: Item = {};
  if (copy.holds === undefined) return Object.assign(item, record, keys, copy.keys);
  const held = new Set([...ALWAYS_HELD, ...copy.holds]);
  const fields = Object.entries(record).filter(([name]) => held.has(name));
  return Object.assign(item, Object.fromEntries(fields), keys, copy.keys);
}

/** What tells of which record a copy is, and how new it is. */
const ALWAYS_HELD = ["id", "version"];

import { isDeepStrictEqual } from "node:util";
import type { Item } from "../table/entity.ts";
import { INDEXES } from "../table/query.ts";

/** One field's change. */
export interface FieldChange {
  readonly field: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

const KEYS = new Set<string>(Object.values(INDEXES).flatMap(({ partition, sort }) => [partition, sort]));
const TECHNICAL = new Set([
  ...KEYS,
  "entity",
  "writeId",
  "correlationId",
  "claims",
  "ttl",
  "version",
  "updatedAt",
  "updatedBy",
  "createdAt",
  "createdBy",
  "id",
]);

/** Which fields of a record changed from what to what; keys and bookkeeping are left out. */
export function fieldChanges(was: Item | undefined, is: Item): FieldChange[] {
  const fields = new Set([...Object.keys(was ?? {}), ...Object.keys(is)]);
  return [...fields].flatMap((field): FieldChange[] => {
    if (TECHNICAL.has(field) || isDeepStrictEqual(was?.[field], is[field])) return [];
    return [
      {
        field,
        ...(was?.[field] !== undefined && { from: was[field] }),
        ...(is[field] !== undefined && { to: is[field] }),
      },
    ];
  });
}

/** Partition of a record's history. */
export function historyPartition(id: string): string {
  return `history#${id}`;
}

/** The item that keeps one version's changes; made again it is the same. */
export function historyItem(was: Item | undefined, is: Item): Item {
  const version = Number(is.version);
  return {
    pk: historyPartition(String(is.id)),
    sk: String(version).padStart(9, "0"),
    entity: "history",
    version,
    at: is.updatedAt,
    by: is.updatedBy,
    ...(is.correlationId !== undefined && { correlationId: is.correlationId }),
    changes: fieldChanges(was, is),
  };
}

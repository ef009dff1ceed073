import * as z from "zod";
import { instant } from "../time/calendar.ts";

/** What every record carries: identity, version, who and when. */
export const recordFields = {
  id: z.string(),
  /** Rises by one with every write; the ETag. */
  version: z.int().min(1),
  createdAt: instant,
  createdBy: z.string(),
  updatedAt: instant,
  updatedBy: z.string(),
  /** Set when the record was deleted: it is kept for audit alone. */
  deletedAt: instant.optional(),
  /** The unique values that this record holds; kept by the table layer. */
  claims: z.array(z.string()).optional(),
} as const;

export interface RecordBase {
  id: string;
  version: number;
  createdAt: string;
  createdBy: string;
  updatedAt: string;
  updatedBy: string;
  deletedAt?: string | undefined;
  claims?: string[] | undefined;
}

/** Who acts, and when: what every write is stamped with. */
export interface Stamp {
  readonly by: string;
  readonly now: Date;
}

/** The common fields of a record's first version. */
export function firstVersion(id: string, { by, now }: Stamp) {
  const at = now.toISOString();
  return { id, version: 1, createdAt: at, createdBy: by, updatedAt: at, updatedBy: by };
}

/** The next version of a record with some fields changed. A field set to `undefined` is removed. */
export function nextVersion<R extends RecordBase>(
  record: R,
  fields: { [K in keyof R]?: R[K] | undefined },
  { by, now }: Stamp,
): R {
  return { ...record, ...fields, version: record.version + 1, updatedAt: now.toISOString(), updatedBy: by };
}

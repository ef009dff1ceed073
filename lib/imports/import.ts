import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { instant } from "../time/calendar.ts";
import { importInput } from "./mapping.ts";

/** An import (导入, DOMAIN §11): how the rows of a file become records, sent in chunks. */
export const importRecord = z
  .object({
    ...recordFields,
    ...importInput.shape,
    id: idOf("import"),
    ownerId: idOf("user"),
    departmentId: idOf("department").optional(),
    status: z.enum(["open", "completed"]),
    completedAt: instant.optional(),
  })
  .meta({ id: "Import" });
export type Import = z.infer<typeof importRecord>;

/** What came of rows: every row is counted once, however often its chunk was sent. */
export const counts = z.object({
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  failed: z.int(),
});
export type Counts = z.infer<typeof counts>;

/** How far an import is. */
export const progress = counts.extend({
  /** Chunks that were taken. */
  chunks: z.int(),
  /** Numbers of chunks that are still missing: below the highest taken, and below the number announced. At most 1000. */
  missing: z.array(z.int()),
});
export type Progress = z.infer<typeof progress>;

/** What callers are shown. */
export const importAnswer = importRecord
  .omit({ claims: true, deletedAt: true })
  .extend({ progress })
  .meta({ id: "ImportAnswer" });
export type ImportAnswer = z.infer<typeof importAnswer>;

export const imports = defineEntity({
  type: "import",
  schema: importRecord,
  owner: ({ ownerId, departmentId }) => ({ ownerId, departmentId }),
});

export const NO_PROGRESS: Progress = {
  rows: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  failed: 0,
  chunks: 0,
  missing: [],
};

import * as z from "zod";
import { putAll } from "../table/put-all.ts";
import { query } from "../table/query.ts";
import { instant } from "../time/calendar.ts";
import { counts, type Progress } from "./import.ts";
import { KEPT } from "./note.ts";
import { type RowError, rowError } from "./row-error.ts";

/** What came of a chunk when it was last taken. */
export const chunkReport = counts.extend({
  chunk: z.int(),
  /** Of its rows: the same again is the same chunk. */
  digest: z.string(),
  takenAt: instant,
});
export type ChunkReport = z.infer<typeof chunkReport>;

const padded = (number: number) => String(number).padStart(8, "0");

/** Key of a chunk's report: beside the import, so that its progress is one query. */
export function reportKey(importId: string, chunk: number) {
  return { pk: importId, sk: `chunk#${padded(chunk)}` };
}

/** Partition that lists the errors of an import, by chunk and row. */
export function errorsPartition(importId: string): string {
  return `${importId}#errors`;
}

/** Keeps the report of a chunk and its errors; errors of an earlier try that are no more are struck out. */
export async function keepReport(
  importId: string,
  report: ChunkReport,
  errors: readonly RowError[],
): Promise<void> {
  const pk = errorsPartition(importId);
  const ttl = Math.floor(Date.parse(report.takenAt) / 1000) + KEPT;
  const prefix = `${padded(report.chunk)}#`;
  const items = new Map(
    errors.map((error, index) => {
      const sk = `${prefix}${padded(error.row)}#${padded(index)}`;
      return [sk, { pk, sk, entity: "import-error", ttl, error }];
    }),
  );
  const standing = await query({ index: "table", key: pk }, { order: "ascending", range: { prefix } });
  const struck = standing
    .filter(({ sk }) => !items.has(String(sk)))
    .map(({ sk }) => ({ pk, sk, entity: "import-error", ttl }));
  await putAll([...items.values(), ...struck]);
  await putAll([{ ...reportKey(importId, report.chunk), entity: "import-chunk", ...report }]);
}

const errorItem = z.object({ sk: z.string(), error: rowError.optional() });

/** An error as it is listed; `undefined` when it was struck out. */
export function listedError(item: unknown): (RowError & { chunk: number }) | undefined {
  const { sk, error } = errorItem.parse(item);
  return error === undefined ? undefined : { chunk: Number(sk.slice(0, sk.indexOf("#"))), ...error };
}

/** Most missing numbers that are named. */
const MOST_MISSING = 1000;

/** How far an import is by the reports of its chunks. */
export function progressOf(reports: readonly ChunkReport[], announced: number | undefined): Progress {
  const taken = new Set(reports.map(({ chunk }) => chunk));
  const last = Math.max(announced ?? 0, ...taken);
  const missing: number[] = [];
  for (let chunk = 1; chunk <= last && missing.length < MOST_MISSING; chunk++)
    if (!taken.has(chunk)) missing.push(chunk);
  const total = (count: "rows" | "created" | "updated" | "unchanged" | "failed") =>
    reports.reduce((sum, report) => sum + report[count], 0);
  return {
    rows: total("rows"),
    created: total("created"),
    updated: total("updated"),
    unchanged: total("unchanged"),
    failed: total("failed"),
    chunks: taken.size,
    missing,
  };
}

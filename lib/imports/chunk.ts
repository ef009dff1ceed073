import { createHash } from "node:crypto";
import * as z from "zod";
import { authorize } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import { conflict, notFound } from "../problem/problem.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { getItems } from "../table/read.ts";
import { mayImport } from "./create.ts";
import { type Draft, drafter } from "./draft.ts";
import { type Counts, counts, type Import, imports } from "./import.ts";
import type { Outcome } from "./importer.ts";
import { importerOf } from "./importers.ts";
import { notedRows } from "./note.ts";
import { chunkReport, keepReport, reportKey } from "./report.ts";
import { type RowError, rowError } from "./row-error.ts";
import type { SentRow } from "./rows.ts";
import { type RowResult, work } from "./work.ts";

/** What came of a chunk, with every error of its rows. */
export const chunkAnswer = counts
  .extend({ chunk: z.int(), dryRun: z.boolean(), errors: z.array(rowError) })
  .meta({ id: "ImportChunk" });
type ChunkAnswer = z.infer<typeof chunkAnswer>;

/**
 * Takes a chunk of rows, as the caller. Sent again, whole or after a crash in the middle, it goes on with the rows that are
 * not done and ends in the same state and the same counts; a row that failed is tried again, a row that says something else
 * than before is done anew.
 * @param place the chunk's number, and how its first row is called in errors
 * @param read gives the rows of what was sent by the import's mapping
 * @throws Problem not-found, forbidden, conflict once the import is completed; rule-broken when the chunk cannot be read
 */
export async function takeChunk(
  { id, chunk, firstRow }: { id: string; chunk: number; firstRow: number },
  read: (record: Import) => readonly SentRow[],
  context: Context,
): Promise<ChunkAnswer> {
  const [{ record, before }, noted] = await Promise.all([standing(id, chunk, context), notedRows(id, chunk)]);
  mayImport(record.resource, context.caller);
  const [{ baseCurrency }, { fields }] = await Promise.all([setting(company), importerOf(record.resource)]);
  const drafts = read(record).map(drafter(record, fields, baseCurrency));
  const digest = digestOf(drafts);
  if (before?.digest === digest && before.failed === 0)
    return { ...before, dryRun: record.dryRun, errors: [] };
  if (record.status === "completed") throw conflict("a completed import takes no more rows");
  const pending = drafts.filter(({ row, hash }) => noted.get(row)?.hash !== hash);
  const results = await work(pending, { record, chunk }, context);
  const inOrder = [...results].sort(([a], [b]) => a - b);
  const errors = inOrder.flatMap(([row, result]) => errorsIn(row + firstRow - 1, result));
  const outcomes = record.dryRun ? outcomesIn(results) : await outcomesOf(drafts, id, chunk);
  const report = { chunk, digest, takenAt: context.now.toISOString(), ...countsOf(drafts.length, outcomes) };
  await keepReport(id, report, errors);
  return { ...report, dryRun: record.dryRun, errors };
}

/** An import that the caller may send rows to, and what came of the chunk when it was last taken. One call. */
async function standing(id: string, chunk: number, { caller }: Context) {
  const key = { pk: id, sk: imports.type };
  const place = reportKey(id, chunk);
  const items = await getItems([key, place]);
  const item = items.get(`${key.pk}/${key.sk}`);
  if (item === undefined) throw notFound("import", id);
  const record = imports.schema.parse(item);
  authorize(caller, "create", imports, record);
  const report = items.get(`${place.pk}/${place.sk}`);
  return { record, before: report === undefined ? undefined : chunkReport.parse(report) };
}

function digestOf(drafts: readonly Draft[]): string {
  const said = JSON.stringify(drafts.map(({ row, hash }) => [row, hash]));
  return createHash("sha256").update(said).digest("base64url");
}

function errorsIn(row: number, result: RowResult): RowError[] {
  return "done" in result ? [] : result.errors.map((error) => ({ row, ...error }));
}

function outcomesIn(results: ReadonlyMap<number, RowResult>): Outcome[] {
  return [...results.values()].flatMap((result) => ("done" in result ? [result.done.outcome] : []));
}

/** As they are noted, since another sender of the same chunk may have been faster with some rows. */
async function outcomesOf(drafts: readonly Draft[], id: string, chunk: number): Promise<Outcome[]> {
  const noted = await notedRows(id, chunk);
  return drafts.flatMap(({ row, hash }) => {
    const done = noted.get(row);
    return done?.hash === hash ? [done.outcome] : [];
  });
}

function countsOf(rows: number, outcomes: readonly Outcome[]): Counts {
  const of = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
  return {
    rows,
    created: of("created"),
    updated: of("updated"),
    unchanged: of("unchanged"),
    failed: rows - outcomes.length,
  };
}

import type { Context } from "../http/context.ts";
import { Problem } from "../problem/problem.ts";
import { benchFor } from "./bench.ts";
import type { Bench, Verdict } from "./decide.ts";
import type { Draft } from "./draft.ts";
import type { Import } from "./import.ts";
import type { Done, Importer, Row } from "./importer.ts";
import { importerOf } from "./importers.ts";
import type { Known } from "./known.ts";
import { inLines } from "./lines.ts";
import { noteOf } from "./note.ts";
import { writePack } from "./pack.ts";
import { cellAt, prepare } from "./prepare.ts";
import { preview } from "./preview.ts";
import { directory } from "./references.ts";
import { type CellError, errorsOf } from "./row-error.ts";

/** What became of a row, or everything that is wrong with it. */
export type RowResult = { readonly done: Done } | { readonly errors: readonly CellError[] };

/** Transactions under way at once. */
const LINES = 4;

/** How long a chunk may be worked on, in milliseconds: a function has 29 seconds, and its report is to be kept. */
const PATIENCE = 21_000;

/**
 * Makes records of rows: reads everything they name and may change in a few calls, decides, and writes many rows in
 * each transaction; in a dry run it stops before writing.
 * @returns what became of each, by row
 * @throws Problem unavailable when time runs out; what is done is noted
 */
export async function work(
  drafts: readonly Draft[],
  place: { readonly record: Import; readonly chunk: number },
  context: Context,
): Promise<Map<number, RowResult>> {
  const until = performance.now() + PATIENCE;
  const { record, chunk } = place;
  const importer = await importerOf(record.resource);
  const known: Known = new Map();
  const found = await directory(
    drafts.flatMap(({ namings }) => namings),
    known,
    context,
  );
  const results = new Map<number, RowResult>();
  const rows: Row[] = [];
  for (const draft of drafts) {
    const prepared = await prepare(draft, place, importer, found);
    if ("row" in prepared) rows.push(prepared.row);
    else results.set(draft.row, prepared);
  }
  const bench = await benchFor(rows, record, known, context);
  const verdicts = record.dryRun
    ? await preview(rows, bench)
    : await writeAll(rows, bench, until, (done) => noteOf(record.id, chunk, done, context.now));
  const byRow = new Map(drafts.map((draft) => [draft.row, draft]));
  for (const [{ row }, verdict] of verdicts)
    results.set(row, resultOf(verdict, byRow.get(row), record, importer));
  return results;
}

/** What a row changes and may share with others. */
function keysOf(row: Row, importer: Importer): readonly string[] {
  return [row.key ?? row.id, ...(importer.shares?.(row) ?? [])];
}

async function writeAll(
  rows: readonly Row[],
  bench: Bench,
  until: number,
  note: Parameters<typeof writePack>[2],
): Promise<Map<Row, Verdict>> {
  const verdicts = new Map<Row, Verdict>();
  const lines = inLines(
    rows,
    (row) => keysOf(row, bench.importer),
    bench.importer.oneByOne === true ? 1 : LINES,
  );
  const ends = await Promise.allSettled(
    lines.map(async (line) => {
      let rest: readonly Row[] = line;
      while (rest.length > 0) {
        if (performance.now() > until)
          throw new Problem("unavailable", "the chunk takes long: send it again to go on where it stopped");
        const written = await writePack(rest, bench, note);
        for (const [row, verdict] of written.verdicts) verdicts.set(row, verdict);
        rest = written.rest;
      }
    }),
  );
  // All of them have ended: nothing goes on behind the answer.
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  return verdicts;
}

function resultOf(verdict: Verdict, draft: Draft | undefined, record: Import, importer: Importer): RowResult {
  if (!(verdict instanceof Problem)) return { done: verdict };
  const sources = draft?.sources ?? new Map();
  return { errors: errorsOf(verdict, (pointer) => cellAt(pointer, { sources }, record, importer)) };
}

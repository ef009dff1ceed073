import type { Context } from "../http/context.ts";
import { Problem } from "../problem/problem.ts";
import { claimKey } from "../table/write.ts";
import { type Bench, decideRow, type Verdict } from "./decide.ts";
import type { Draft } from "./draft.ts";
import type { Import } from "./import.ts";
import type { Done, Importer, Row } from "./importer.ts";
import { importerOf } from "./importers.ts";
import { holderIn, isFirst, type Known, learn, suppose } from "./known.ts";
import { inLines } from "./lanes.ts";
import { noteOf } from "./note.ts";
import { previewNumbers, takeNumbers } from "./numbers.ts";
import { writePack } from "./pack.ts";
import { cellAt, prepare } from "./prepare.ts";
import { directory } from "./references.ts";
import { type CellError, errorsOf } from "./row-error.ts";

/** What became of a row, or everything that is wrong with it. */
export type RowResult = { readonly done: Done } | { readonly errors: readonly CellError[] };

/** Transactions under way at once. */
const LINES = 4;

/** How long a chunk may be worked on, in milliseconds: a function has 29 seconds, and its report is to be kept. */
const PATIENCE = 24_000;

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
  const { record, chunk } = place;
  const importer = importerOf(record.resource);
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
  const bench = await benchFor(rows, record, importer, known, context);
  const verdicts = record.dryRun
    ? await preview(rows, bench)
    : await writeAll(rows, bench, (done) => noteOf(record.id, chunk, done, context.now));
  const byRow = new Map(drafts.map((draft) => [draft.row, draft]));
  for (const [{ row }, verdict] of verdicts)
    results.set(row, resultOf(verdict, byRow.get(row), record, importer));
  return results;
}

async function benchFor(
  rows: readonly Row[],
  record: Import,
  importer: Importer,
  known: Known,
  context: Context,
): Promise<Bench> {
  const { resource } = importer;
  const keys = rows.flatMap(({ key }) => (key === undefined ? [] : [key]));
  await learn(
    known,
    keys.map((key) => claimKey(resource, key)),
  );
  const holders = keys.map((key) => holderIn(known, resource, key)).filter((id) => id !== undefined);
  await learn(
    known,
    holders.map((id) => ({ pk: id, sk: resource })),
  );
  await learn(
    known,
    holders.flatMap((id) => importer.reads?.(id, known) ?? []),
  );
  const exists = ({ key }: Row) => key !== undefined && holderIn(known, resource, key) !== undefined;
  const numbers = record.dryRun
    ? previewNumbers
    : await takeNumbers(rows, (row) => importer.numbers(row, exists(row)), context.now);
  return {
    importer,
    known,
    deskOf: (row, supposed) => ({
      known: supposed,
      mapping: record,
      context: { ...context, ifMatch: undefined },
      number: (kind) => numbers(row, kind),
    }),
  };
}

/** What a row changes and may share with others. */
function keysOf(row: Row, importer: Importer): readonly string[] {
  return [row.key ?? row.id, ...(importer.shares?.(row) ?? [])];
}

async function writeAll(
  rows: readonly Row[],
  bench: Bench,
  note: Parameters<typeof writePack>[2],
): Promise<Map<Row, Verdict>> {
  const until = performance.now() + PATIENCE;
  const verdicts = new Map<Row, Verdict>();
  const lines = inLines(
    rows,
    (row) => keysOf(row, bench.importer),
    bench.importer.oneByOne === true ? 1 : LINES,
  );
  await Promise.all(
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
  return verdicts;
}

/** Decides every row as if those before it stood, and writes nothing. */
async function preview(rows: readonly Row[], bench: Bench): Promise<Map<Row, Verdict>> {
  const first = await Promise.all(rows.map((row) => decideRow(row, bench.known, bench)));
  const wanted = first.flatMap((change) => (change instanceof Problem ? [] : change.writes.filter(isFirst)));
  await learn(
    bench.known,
    wanted.map(({ item }) => ({ pk: String(item.Put?.Item?.pk), sk: String(item.Put?.Item?.sk) })),
  );
  const supposed = new Map(bench.known);
  const verdicts = new Map<Row, Verdict>();
  for (const row of rows) {
    const change = await decideRow(row, supposed, bench);
    verdicts.set(row, change instanceof Problem ? change : change.result);
    if (!(change instanceof Problem)) suppose(supposed, change.writes, change.supposes);
  }
  return verdicts;
}

function resultOf(verdict: Verdict, draft: Draft | undefined, record: Import, importer: Importer): RowResult {
  if (!(verdict instanceof Problem)) return { done: verdict };
  const sources = draft?.sources ?? new Map();
  return { errors: errorsOf(verdict, (pointer) => cellAt(pointer, { sources }, record, importer)) };
}

import * as z from "zod";
import { decodeText } from "../csv/decode.ts";
import { type CsvRecord, isBlank } from "../csv/records.ts";
import { columnKey, csvTable } from "../csv/table.ts";
import { Problem, ruleBroken } from "../problem/problem.ts";
import { type Mapping, targetsOf } from "./mapping.ts";
import { type CellError, shown } from "./row-error.ts";

/** Most rows of one chunk. */
export const MOST_ROWS = 500;

/** A row as it was sent: what its cells say, by `columnKey` of their column; empty ones are left out. */
export interface SentRow {
  /** Its place in the chunk, from 1; blank rows are counted. */
  readonly row: number;
  readonly cells: ReadonlyMap<string, string>;
  /** Why it cannot be read. */
  readonly error?: CellError | undefined;
}

/** Rows as JSON: column → cell. */
export const jsonRows = z
  .array(z.record(z.string().max(200), z.union([z.string().max(50_000), z.number(), z.boolean(), z.null()])))
  .min(1, { error: "must hold at least one row" })
  .max(MOST_ROWS, { error: `must hold at most ${MOST_ROWS} rows` });

/** The rows of a chunk, as JSON or as the bytes of a CSV. */
export function rowsOf(
  sent: { rows: z.infer<typeof jsonRows> } | { bytes: Uint8Array },
  mapping: Mapping,
): SentRow[] {
  return "rows" in sent ? rowsOfJson(sent.rows, mapping) : rowsOfCsv(sent.bytes, mapping);
}

function rowsOfJson(rows: z.infer<typeof jsonRows>, mapping: Mapping): SentRow[] {
  const named = new Set(rows.flatMap((row) => Object.keys(row).map(columnKey)));
  const missing = columnsOf(mapping).filter((column) => !named.has(columnKey(column)));
  if (missing.length > 0) throw ruleBroken(`no row has the column ${missing.join(", ")}`, "/rows");
  return rows.map((row, index) => ({
    row: index + 1,
    cells: cellsOf(Object.entries(row).map(([column, cell]) => [column, cell === null ? "" : String(cell)])),
  }));
}

/**
 * The rows of a CSV chunk; blank ones are left out, and counted.
 * @throws Problem rule-broken when it is empty, is not text, its header lacks a column, or it has too many rows
 */
function rowsOfCsv(bytes: Uint8Array, mapping: Mapping): SentRow[] {
  const text = decodeText(bytes, mapping.encoding);
  if (text.includes("\u{FFFD}"))
    throw ruleBroken("the text was damaged on its way: send what is not UTF-8 as application/octet-stream");
  const { columns, rows } = csvTable(text, columnsOf(mapping), mapping.delimiter);
  const filled = rows
    .map((record, index) => ({ record, row: index + 1 }))
    .filter(({ record }) => !isBlank(record));
  if (filled.length === 0) throw new Problem("rule-broken", "the chunk has no rows below its header");
  if (filled.length > MOST_ROWS)
    throw new Problem("rule-broken", `a chunk has at most ${MOST_ROWS} rows, not ${filled.length}`);
  return filled.map(({ record, row }) => ({
    row,
    cells: cellsOf(columns.map((column, index) => [column, record.cells[index] ?? ""])),
    error: unreadable(record, columns),
  }));
}

function columnsOf(mapping: Mapping): string[] {
  return targetsOf(mapping)
    .map(({ column }) => column)
    .sort();
}

function unreadable({ cells, broken, text }: CsvRecord, columns: readonly string[]): CellError | undefined {
  if (broken !== undefined) {
    const column = columns[broken.cell];
    return { ...(column !== undefined && { column }), rule: broken.rule, value: shown(text) };
  }
  const extra = cells.slice(columns.length).some((cell) => cell.trim() !== "");
  if (cells.length >= columns.length && !extra) return undefined;
  return {
    rule: `the row must have ${columns.length} values as the header has, not ${cells.length}`,
    value: shown(text),
  };
}

function cellsOf(entries: readonly (readonly [string, string])[]): Map<string, string> {
  const cells = entries.map(([column, cell]) => [columnKey(column), plain(cell)] as const);
  return new Map(cells.filter(([, cell]) => cell !== ""));
}

/** A cell without what spreadsheets put around it: `="00123"`, and the apostrophe of a CSV that is safe to open. */
function plain(cell: string): string {
  const trimmed = cell.replaceAll(/[\u{200B}\u{FEFF}]/gu, "").trim();
  return /^="(.*)"$/s.exec(trimmed)?.[1] ?? trimmed.replace(/^'(?=[=+\-@＝＋－＠])/, "");
}

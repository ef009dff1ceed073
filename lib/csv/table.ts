import { Problem } from "../problem/problem.ts";
import { type CsvRecord, csvRecords, isBlank } from "./records.ts";

/** A CSV text whose header was found. */
export interface CsvTable {
  readonly delimiter: string;
  readonly header: CsvRecord;
  /** Names of the columns as they stand in the header, trimmed. */
  readonly columns: readonly string[];
  /** Every record behind the header, blank ones too. */
  readonly rows: readonly CsvRecord[];
}

const DELIMITERS = [",", ";", "\t", "|"] as const;

/** In so many records from the top the header must stand: exports put lines about themselves above it. */
const LOOKED_AT = 60;

/**
 * Reads a CSV text whose header names certain columns, wherever the header stands and whatever separates the values.
 * @param wanted names of columns that the header must have, compared without case, width and blanks around
 * @throws Problem rule-broken when the text is empty or no header has all of them
 */
export function csvTable(text: string, wanted: readonly string[], delimiter?: string): CsvTable {
  if (text.trim() === "") throw new Problem("rule-broken", "the file is empty: it must have a header");
  const candidates = (delimiter === undefined ? DELIMITERS : [delimiter]).map((sign) =>
    headerIn(text, wanted, sign),
  );
  const best = candidates.reduce((most, one) => (one.missing.length < most.missing.length ? one : most));
  const [first] = best.missing;
  if (first !== undefined) throw lacking(best.missing, best.columns);
  const twice = best.columns.find(
    (name, index) => wantedAs(name, wanted) && best.columns.findIndex(same(name)) !== index,
  );
  if (twice !== undefined) throw new Problem("rule-broken", `the header has the column ${twice} twice`);
  return { ...best, rows: [...recordsAfter(text, best)] };
}

interface Candidate {
  readonly delimiter: string;
  readonly header: CsvRecord;
  readonly columns: readonly string[];
  readonly missing: readonly string[];
}

/** The record among the first ones that has most of the wanted columns. */
function headerIn(text: string, wanted: readonly string[], delimiter: string): Candidate {
  let best: Candidate | undefined;
  let looked = 0;
  for (const header of csvRecords(text, delimiter)) {
    if (looked++ >= LOOKED_AT) break;
    if (isBlank(header)) continue;
    const columns = header.cells.map((cell) => cell.trim());
    const missing = wanted.filter((name) => !columns.some(same(name)));
    if (best === undefined || missing.length < best.missing.length)
      best = { delimiter, header, columns, missing };
    if (missing.length === 0) break;
  }
  return best ?? { delimiter, header: { line: 1, text: "", cells: [] }, columns: [], missing: wanted };
}

function* recordsAfter(text: string, { header, delimiter }: Candidate): Generator<CsvRecord> {
  for (const record of csvRecords(text, delimiter)) if (record.line > header.line) yield record;
}

function lacking(missing: readonly string[], columns: readonly string[]): Problem {
  const names = missing.join(", ");
  const has = columns.slice(0, 30).join(", ").slice(0, 500);
  return new Problem(
    "rule-broken",
    `the header must have ${missing.length === 1 ? "the column" : "the columns"} ${names}; it has ${has}`,
    { flaws: missing.map((name) => ({ pointer: `/columns/${name}`, detail: "is not in the header" })) },
  );
}

function wantedAs(name: string, wanted: readonly string[]): boolean {
  return wanted.some(same(name));
}

function same(name: string): (other: string) => boolean {
  const key = columnKey(name);
  return (other) => columnKey(other) === key;
}

/** A column's name as headers are compared. */
export function columnKey(name: string): string {
  return name.normalize("NFKC").trim().toLowerCase();
}

/** One record of a CSV text. */
export interface CsvRecord {
  /** Line on which it begins, from 1. */
  readonly line: number;
  /** As it stands in the file, without its line end. */
  readonly text: string;
  readonly cells: readonly string[];
  /** What is wrong with its quotes, and in which cell (from 0); the cells are then those before it. */
  readonly broken?: { readonly cell: number; readonly rule: string } | undefined;
}

const NEVER_CLOSED = "a quoted value must be closed by a quote";
const NOT_DOUBLED = "a quote inside a quoted value must be written twice";

/**
 * The records of a CSV text (RFC 4180; line ends CRLF, LF or CR; line breaks inside quotes). A quote counts only where a
 * value begins, as in spreadsheets. A record with broken quotes ends with its first line, so that it alone is lost:
 * general parsers swallow everything up to the next quote, which is why this is not one of them.
 */
export function* csvRecords(text: string, delimiter: string): Generator<CsvRecord> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const { cells, end, broken } = readRecord(text, at, delimiter);
    const raw = text.slice(at, end);
    yield { line, text: raw, cells, broken };
    line += 1 + lineBreaks(raw);
    at = afterLineEnd(text, end);
  }
}

/** Whether a record holds nothing: an empty line, or a row of nothing but delimiters as spreadsheets leave them behind. */
export function isBlank({ cells, broken }: CsvRecord): boolean {
  return broken === undefined && cells.every((cell) => cell.trim() === "");
}

function readRecord(text: string, start: number, delimiter: string) {
  const cells: string[] = [];
  let at = start;
  while (true) {
    const cell = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at, delimiter);
    if (typeof cell === "string") {
      return { cells, end: lineEnd(text, start), broken: { cell: cells.length, rule: cell } };
    }
    if (cell.end < text.length && text[cell.end] !== delimiter && !isLineEnd(text[cell.end])) {
      return { cells, end: lineEnd(text, start), broken: { cell: cells.length, rule: NOT_DOUBLED } };
    }
    cells.push(cell.value);
    if (text[cell.end] !== delimiter) return { cells, end: cell.end, broken: undefined };
    at = cell.end + 1;
  }
}

/** A quoted value and where it ends, blanks behind its closing quote included; or what is wrong with it. */
function readQuoted(text: string, open: number): { value: string; end: number } | string {
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) return NEVER_CLOSED;
  let end = close + 1;
  while (text[end] === " ") end += 1;
  return { value: text.slice(open + 1, close).replaceAll('""', '"'), end };
}

function readPlain(text: string, start: number, delimiter: string): { value: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== delimiter && !isLineEnd(text[end])) end += 1;
  return { value: text.slice(start, end), end };
}

function isLineEnd(character: string | undefined): boolean {
  return character === "\n" || character === "\r";
}

function lineEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && !isLineEnd(text[end])) end += 1;
  return end;
}

function afterLineEnd(text: string, end: number): number {
  return text[end] === "\r" && text[end + 1] === "\n" ? end + 2 : end + 1;
}

function lineBreaks(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

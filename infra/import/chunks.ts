import { decodeText } from "../../lib/csv/decode.ts";
import { isBlank } from "../../lib/csv/records.ts";
import { csvTable } from "../../lib/csv/table.ts";
import { Problem } from "../../lib/problem/problem.ts";
import { ImportFailure } from "./failure.ts";
import type { Step } from "./mapping-file.ts";

/** A part of a file as it is sent. */
export interface Chunk {
  /** From 1. */
  readonly number: number;
  /** Number of its first row in the file. */
  readonly firstRow: number;
  readonly rows: number;
  readonly contentType: string;
  readonly body: string;
}

/** A chunk of long rows ends before the API's limit of 5 MB. */
const MOST_BYTES = 3_000_000;

/**
 * Cuts a file into chunks, each with the file's header. The same file is always cut the same way.
 * @throws ImportFailure when it is empty or its header lacks a column
 */
export function chunksOf({ name, mapping, bytes }: Step, rowsPerChunk: number): Chunk[] {
  if (bytes === undefined) {
    const rows = mapping.rows ?? [];
    const body = JSON.stringify({ rows });
    return [{ number: 1, firstRow: 1, rows: rows.length, contentType: "application/json", body }];
  }
  try {
    return cut(bytes, mapping, rowsPerChunk);
  } catch (error) {
    throw error instanceof Problem ? new ImportFailure(`${name}: ${error.message}`) : error;
  }
}

function cut(bytes: Buffer, mapping: Step["mapping"], rowsPerChunk: number): Chunk[] {
  const columns = Object.keys(mapping.columns).sort();
  const { header, rows } = csvTable(decodeText(bytes, mapping.encoding), columns, mapping.delimiter);
  const chunks: Chunk[] = [];
  let lines: string[] = [];
  let filled = 0;
  let size = 0;
  let firstRow = 1;
  const end = (next: number) => {
    if (filled > 0) {
      const body = [header.text, ...lines, ""].join("\n");
      chunks.push({ number: chunks.length + 1, firstRow, rows: filled, contentType: "text/csv", body });
    }
    [lines, filled, size, firstRow] = [[], 0, 0, next];
  };
  for (const [index, record] of rows.entries()) {
    if (filled >= rowsPerChunk || (filled > 0 && size + record.text.length > MOST_BYTES)) end(index + 1);
    lines.push(record.text);
    size += record.text.length;
    if (!isBlank(record)) filled += 1;
  }
  end(rows.length + 1);
  if (chunks.length === 0) throw new ImportFailure("the file has no rows below its header");
  return chunks;
}

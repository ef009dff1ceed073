import * as z from "zod";
import { tableName } from "../table/client.ts";
import { query } from "../table/query.ts";
import { type Write, writeId } from "../table/write.ts";
import { type Done, OUTCOMES, type Outcome, type Row } from "./importer.ts";

/** How long it is remembered which row became which record, and why rows failed, in seconds: 180 days. */
export const KEPT = 180 * 24 * 60 * 60;

const noted = z.object({ rows: z.array(z.tuple([z.int(), z.string(), z.enum(OUTCOMES), z.string()])) });

/** A row that was done. */
export interface Noted extends Done {
  readonly row: number;
  readonly hash: string;
}

/** Notes of one chunk lie in a partition of their own. */
function partition(importId: string, chunk: number): string {
  return `${importId}#${chunk}`;
}

/**
 * The note of which rows a transaction did, written in that transaction: a row is done when it is noted, and only then,
 * wherever the process died.
 */
export function noteOf(importId: string, chunk: number, done: ReadonlyMap<Row, Done>, now: Date): Write {
  return {
    item: {
      Put: {
        TableName: tableName(),
        Item: {
          pk: partition(importId, chunk),
          sk: writeId(),
          entity: "import-note",
          rows: [...done].map(([{ row, hash }, { outcome, id }]) => [row, hash, outcome, id]),
          ttl: Math.floor(now.getTime() / 1000) + KEPT,
        },
      },
    },
    refused: () => {
      throw new Error("a note has no condition");
    },
  };
}

/** The rows of a chunk that are done, by row. Where it was sent twice at a moment, the sender that did the most counts. */
export async function notedRows(importId: string, chunk: number): Promise<Map<number, Noted>> {
  const items = await query({ index: "table", key: partition(importId, chunk) }, { order: "ascending" });
  const rows = new Map<number, Noted>();
  for (const item of items) {
    for (const [row, hash, outcome, id] of noted.parse(item).rows) {
      const other = rows.get(row);
      if (other?.hash === hash && weight(other.outcome) >= weight(outcome)) continue;
      rows.set(row, { row, hash, outcome, id });
    }
  }
  return rows;
}

function weight(outcome: Outcome): number {
  return OUTCOMES.length - OUTCOMES.indexOf(outcome);
}

import { isDeepStrictEqual } from "node:util";
import type { RecordBase } from "../../table/record.ts";

const STAMP = new Set(["version", "updatedAt", "updatedBy"]);

/** Whether the next version of a record says what the one before said. */
export function same<R extends RecordBase>(before: R, next: R): boolean {
  return isDeepStrictEqual(fields(before), fields(next));
}

function fields(record: object): object {
  return Object.fromEntries(
    Object.entries(record).filter(([name, value]) => value !== undefined && !STAMP.has(name)),
  );
}

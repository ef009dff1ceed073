import type { Context } from "aws-lambda";
import { record } from "./journal.ts";

const failed = new Map<string, number>();

interface Event {
  detail?: { failures?: number; key?: string };
}

/** Keeps its events; a detail with `failures` makes it fail that often before it succeeds. */
export async function handler(event: Event, context: Context) {
  record(context.functionName, event);
  const { failures = 0, key = "" } = event.detail ?? {};
  const before = failed.get(key) ?? 0;
  if (before < failures) {
    failed.set(key, before + 1);
    throw new Error(`failure ${before + 1}`);
  }
}

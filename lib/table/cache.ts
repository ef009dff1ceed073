import { AsyncLocalStorage } from "node:async_hooks";
import { perProcess } from "../process.ts";

/** How long roles, settings and other slow data may be out of date in one process, in milliseconds. */
export const FRESH = 5_000;

interface Entry {
  readonly until: number;
  readonly value: Promise<unknown>;
}

const remembered = perProcess(() => new Map<string, Entry>());

/** What many requests share is read on behalf of none: it does not count among the calls of the one that came first. */
const apart = AsyncLocalStorage.snapshot();

/**
 * A value read at most every few seconds, and never twice at the same moment; a failed read is not kept.
 * @param key one key, one type of value
 */
export async function cached<T>(key: string, read: () => Promise<T>): Promise<T>;
export async function cached(key: string, read: () => Promise<unknown>): Promise<unknown> {
  const entries = remembered();
  const entry = entries.get(key);
  if (entry !== undefined && entry.until > performance.now()) return entry.value;
  const value = apart(read);
  entries.set(key, { until: performance.now() + FRESH, value });
  value.catch(() => entries.delete(key));
  return value;
}

/** Forgets what this process remembers under keys that begin so, after it changed that itself. */
export function forget(prefix: string): void {
  const entries = remembered();
  for (const key of entries.keys()) if (key.startsWith(prefix)) entries.delete(key);
}

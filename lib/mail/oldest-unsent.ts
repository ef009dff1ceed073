import { query } from "../table/query.ts";
import { SHARDS, unsentPartition } from "./mail.ts";

/** So many of a shard are looked at; the first of those that wait are the oldest, but for those put back. */
const PAGE = 50;

/**
 * For how many seconds the oldest mail waits that ought to have been sent: since its hour, or since it was queued when an
 * attempt has failed. One call a shard.
 */
export async function oldestUnsent(now: Date): Promise<number> {
  const shards = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) =>
      query({ index: "byDue", key: unsentPartition(shard) }, { order: "ascending", limit: PAGE }),
    ),
  );
  const since = shards
    .flat()
    .map(({ attempts, queuedAt, nextTryAt }) =>
      Date.parse(String(Number(attempts) > 0 ? queuedAt : nextTryAt)),
    )
    .filter((instant) => instant <= now.getTime());
  return Math.round((now.getTime() - Math.min(now.getTime(), ...since)) / 1000);
}

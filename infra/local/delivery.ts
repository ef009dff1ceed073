import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import type { DeadLetters } from "./dead-letters.ts";
import { sentence } from "./failure.ts";
import type { Runner } from "./runner.ts";
import type { StreamRecord } from "./shards.ts";

const ATTEMPTS = 5;

const partial = z.looseObject({
  batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string() })).nullish(),
});

interface Options {
  readonly function: string;
  readonly runner: Runner;
  readonly deadLetters: DeadLetters;
  readonly now: () => Date;
  /** Remembers that all records up to this one are done. */
  readonly done: (last: StreamRecord) => void;
  readonly stopping: AbortSignal;
}

/**
 * Hands records to a function as Lambda's stream mapping does: in order; again from the first that failed; in halves
 * when the batch fails as a whole, until the record that poisons it stands alone; that one is parked after five attempts.
 * Returns early when the cloud stops: what is not done comes again.
 */
export async function deliver(
  records: readonly StreamRecord[],
  options: Options,
  attempt = 1,
): Promise<void> {
  const [first, ...others] = records;
  if (first === undefined || options.stopping.aborted) return;
  const { failed, reason } = await attemptOnce(records, options);
  const last = records[failed - 1];
  if (last !== undefined) options.done(last);
  const rest = records.slice(failed);
  if (rest.length === 0) return;
  if (failed > 0) return deliver(rest, options);

  if (others.length > 0) {
    const half = Math.ceil(records.length / 2);
    await deliver(records.slice(0, half), options);
    return deliver(records.slice(half), options);
  }
  if (attempt === ATTEMPTS) {
    park(first, reason, options);
    options.done(first);
    return;
  }
  await sleep(25 * 2 ** attempt, undefined, { signal: options.stopping }).catch(() => {});
  return deliver(records, options, attempt + 1);
}

/** How many records, from the first on, are done. */
async function attemptOnce(
  records: readonly StreamRecord[],
  { function: name, runner }: Options,
): Promise<{ failed: number; reason: string }> {
  try {
    const answer = await runner.invoke(name, { Records: records.map(({ record }) => record) });
    const places = failuresIn(answer).map((failure) =>
      records.findIndex(({ sequence }) => sequence === failure),
    );
    // Like Lambda: an identifier that is none of the batch's means that all of it failed.
    const failed = places.includes(-1) ? 0 : Math.min(records.length, ...places);
    return { failed, reason: "the function reported the record as failed" };
  } catch (error) {
    return { failed: 0, reason: sentence(error) };
  }
}

/** Sequence numbers of the records that a function's answer reports as failed. */
export function failuresIn(answer: unknown): string[] {
  const failures = partial.parse(answer ?? {}).batchItemFailures ?? [];
  return failures.map(({ itemIdentifier }) => itemIdentifier);
}

function park(
  { sequence, record }: StreamRecord,
  reason: string,
  { function: name, deadLetters, now }: Options,
): void {
  deadLetters.park({
    id: sequence,
    function: name,
    reason,
    at: now().toISOString(),
    attempts: ATTEMPTS,
    payload: { Records: [record] },
  });
}

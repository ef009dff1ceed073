import type { DynamoDBRecord } from "aws-lambda";
import type { Lambda } from "../../functions/lambda.ts";
import { repairTouched } from "../../lib/aggregates/touched.ts";
import { ledgers } from "../../lib/ledgers.ts";
import { streamChange } from "../../lib/table/stream.ts";
import type { DeadLetter, DeadLetters } from "./dead-letters.ts";
import { failuresIn } from "./delivery.ts";
import { sentence } from "./failure.ts";
import type { Runner } from "./runner.ts";

/** What became of dead letters that were given to their functions once more. */
export interface Redriven {
  readonly done: readonly DeadLetter[];
  /** Those that failed again, with the new reason; they are kept. */
  readonly failed: readonly DeadLetter[];
}

interface Options {
  readonly deadLetters: DeadLetters;
  readonly lambdas: readonly Lambda[];
  readonly runner: Runner;
  readonly now: () => Date;
}

/**
 * Gives every dead letter to its function once more, the oldest first; those that succeed are dead no longer.
 * A record of the stream came too late for the totals that it adds to: they are set right from their ledgers.
 */
export async function redrive({ deadLetters, lambdas, runner, now }: Options): Promise<Redriven> {
  const done: DeadLetter[] = [];
  const failed: DeadLetter[] = [];
  const waiting = deadLetters.all().toSorted((a, b) => (a.at < b.at ? -1 : 1));
  for (const letter of waiting) {
    try {
      const records = recordsOf(letter, lambdas);
      const answer = await runner.invoke(letter.function, letter.payload);
      if (records.length > 0 && failuresIn(answer).length > 0)
        throw new Error("the function reported the record as failed");
      await repairTouched(records.map(streamChange), ledgers, now());
      deadLetters.remove(letter);
      done.push(letter);
    } catch (error) {
      const again = { ...letter, reason: sentence(error), attempts: letter.attempts + 1 };
      deadLetters.park(again);
      failed.push(again);
    }
  }
  return { done, failed };
}

/** The stream's records in a dead letter; none in one of another trigger. */
function recordsOf({ function: name, payload }: DeadLetter, lambdas: readonly Lambda[]): DynamoDBRecord[] {
  const isOfStream = lambdas.some((lambda) => lambda.name === name && lambda.trigger.kind === "stream");
  if (!isOfStream || typeof payload !== "object" || payload === null || !("Records" in payload)) return [];
  return Array.isArray(payload.Records) ? payload.Records : [];
}

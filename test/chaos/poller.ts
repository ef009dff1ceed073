import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { type Fault, suffering } from "./faults.ts";
import { hash, type Random } from "./random.ts";

type Handler = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

/** How bad things are: each misfortune's probability per batch. */
export interface Weather {
  readonly fault: number;
  /** A run whose answer nobody waits for goes on beside its repetition. */
  readonly zombie: number;
  /** A batch that is done comes once more. */
  readonly again: number;
}

export const CALM: Weather = { fault: 0, zombie: 0, again: 0 };
export const STORM: Weather = { fault: 0.35, zombie: 0.25, again: 0.25 };

/** Shards that partition keys are spread over; within one, records keep their order. */
const SHARDS = 3;

/**
 * Delivers records as Lambda's stream mapping may: each shard in order by a poller of its own, in batches of any size,
 * again from the first failed record, again though done, cut anew, and beside runs that were given up but still go on.
 */
export async function deliver(
  records: readonly DynamoDBRecord[],
  handler: Handler,
  random: Random,
  weather: Weather,
): Promise<void> {
  const shards = Map.groupBy(records, (record) => hash(record.dynamodb?.Keys?.pk?.S ?? "") % SHARDS);
  const zombies: Promise<unknown>[] = [];
  await Promise.all([...shards.values()].map((shard) => poll(shard, handler, random, weather, zombies)));
  await Promise.all(zombies);
}

async function poll(
  shard: readonly DynamoDBRecord[],
  handler: Handler,
  random: Random,
  weather: Weather,
  zombies: Promise<unknown>[],
): Promise<void> {
  const delay = () => (random.chance(0.3) ? random.between(0, 4) : 0);
  for (let done = 0, troubles = 0; done < shard.length; ) {
    const batch = shard.slice(done, done + random.between(1, Math.max(1, shard.length - done)));
    const run = (fault: Fault | undefined) =>
      suffering(fault, delay, () => handler(structuredClone({ Records: batch }))).then(
        (answer) => progress(batch, answer),
        () => 0,
      );
    const calm = troubles >= 12;
    if (!calm && random.chance(weather.zombie)) {
      zombies.push(run(undefined));
      troubles += 1;
      continue;
    }
    const outcome = await run(!calm && random.chance(weather.fault) ? randomFault(random) : undefined);
    if (!calm && random.chance(weather.again)) troubles += 1;
    else done += outcome;
    if (outcome === 0) troubles += 1;
    if (troubles > 100) throw new Error("the function never gets through this batch");
  }
}

/** How many of a batch's records the answer says are done. */
export function progress(
  batch: readonly DynamoDBRecord[],
  { batchItemFailures }: DynamoDBBatchResponse,
): number {
  const places = batchItemFailures.map(({ itemIdentifier }) =>
    batch.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === itemIdentifier),
  );
  return places.includes(-1) ? 0 : Math.min(batch.length, ...places);
}

function randomFault(random: Random): Fault {
  return { atCall: random.between(1, 8), how: random.pick(["unsent", "unanswered", "killed"] as const) };
}

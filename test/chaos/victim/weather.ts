import type { DynamoDBBatchResponse, DynamoDBRecord } from "aws-lambda";
import { progress } from "../poller.ts";
import { hash, type Random } from "../random.ts";
import type { Weather } from "./messages.ts";

type Batch = readonly DynamoDBRecord[];

interface Delivery {
  /** The function. */
  readonly handle: (batch: Batch) => Promise<DynamoDBBatchResponse>;
  /** @throws Error when the function was killed with this batch in its hands */
  readonly mayDie: (batch: Batch) => Promise<void>;
  readonly note: (weather: Weather) => void;
  /** Batches that this function has done, of which one may come once more. */
  readonly remembered: DynamoDBRecord[][];
}

/** Probabilities for a batch: a run that goes on beside its repetition, a repetition at once, one much later. */
const BESIDE = 0.15;
const AT_ONCE = 0.15;
const LATER = 0.1;

/** Partitions are spread over so many shards; within one, records keep their order. */
const SHARDS = 3;

const REMEMBERED = 50;

/**
 * Delivers a batch as Lambda's stream mapping may at its worst: its partitions in any order, in batches cut anew, some of
 * them twice, some beside a run that was given up, some long after they were done.
 */
export async function deliverBadly(
  batch: Batch,
  random: Random,
  { handle, mayDie, note, remembered }: Delivery,
): Promise<DynamoDBBatchResponse> {
  const zombies: Promise<unknown>[] = [];
  const undone = new Set<DynamoDBRecord>();
  let [duplicated, reordered, recut, highest] = [0, 0, 0, 0n];
  const shards = Map.groupBy(batch, ({ dynamodb }) => hash(dynamodb?.Keys?.pk?.S ?? "") % SHARDS);
  for (const shard of shuffled([...shards.values()], random)) {
    for (let done = 0; done < shard.length; ) {
      const piece = shard.slice(done, done + random.between(1, shard.length - done));
      if (piece.length < batch.length) recut += piece.length;
      reordered += piece.filter((record) => sequenceOf(record) < highest).length;
      highest = piece.reduce((most, record) => max(most, sequenceOf(record)), highest);
      const beside = random.chance(BESIDE);
      if (beside) zombies.push(handle(piece).catch(() => {}));
      const through = await mayDie(piece)
        .then(() => handle(piece))
        .then((answer) => progress(piece, answer))
        .catch(() => 0);
      const again = random.chance(AT_ONCE);
      if (again) await handle(piece).catch(() => {});
      duplicated += piece.length * (Number(beside) + Number(again));
      if (through > 0) remembered.push(piece.slice(0, through));
      done += through;
      if (through === piece.length) continue;
      for (const record of shard.slice(done)) undone.add(record);
      break;
    }
  }
  if (remembered.length > 0 && random.chance(LATER)) {
    const old = random.pick(remembered);
    duplicated += old.length;
    await handle(old).catch(() => {});
  }
  remembered.splice(0, Math.max(0, remembered.length - REMEMBERED));
  await Promise.all(zombies);
  note({ duplicated, reordered, recut });
  const failed = batch.find((record) => undone.has(record));
  return {
    batchItemFailures:
      failed === undefined ? [] : [{ itemIdentifier: failed.dynamodb?.SequenceNumber ?? "" }],
  };
}

const sequenceOf = ({ dynamodb }: DynamoDBRecord) => BigInt(dynamodb?.SequenceNumber ?? "0");
const max = (a: bigint, b: bigint) => (a > b ? a : b);

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((value) => ({ value, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}

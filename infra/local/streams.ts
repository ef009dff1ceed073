import type { Lambda } from "../../functions/lambda.ts";
import { now } from "../../lib/time/clock.ts";
import type { DatabaseCall } from "./database-call.ts";
import type { DeadLetters } from "./dead-letters.ts";
import { deliver } from "./delivery.ts";
import { openJournal } from "./journal.ts";
import type { Runner } from "./runner.ts";
import { checkpoint, type StreamReader, startStreamReader } from "./stream-reader.ts";

/** Every reader of the table's stream. */
export interface Streams {
  wake(): void;
  quiet(): Promise<void>;
  /** Every reader has read what this process wrote. */
  haveReadAll(): boolean;
  activity(): number;
  readers(): readonly ReaderState[];
  /** Ends after the batches that are being worked on. */
  stop(): Promise<void>;
}

/** How one reader is getting on. */
export interface ReaderState {
  readonly function: string;
  readonly isBehind: boolean;
  /** Batches handed over since the start. */
  readonly batches: number;
}

interface Options {
  readonly lambdas: readonly Lambda[];
  readonly streamArn: string;
  readonly call: DatabaseCall;
  /** How many writes of this process have succeeded. */
  readonly writes: () => number;
  readonly runner: Runner;
  readonly deadLetters: DeadLetters;
  /** Where the readers' progress is kept; in memory without one. */
  readonly file: string | undefined;
  readonly log: (line: string) => void;
}

/**
 * Starts a reader, with progress of its own, for each function that a stream triggers. Here they share two processors
 * with the database: while one is behind, those after it in the manifest wait for it.
 */
export function startStreams({
  lambdas,
  streamArn,
  call,
  writes,
  runner,
  deadLetters,
  file,
  log,
}: Options): Streams {
  const stopping = new AbortController();
  const checkpoints = openJournal(file, checkpoint);
  const readers: (StreamReader & { readonly name: string })[] = [];
  for (const { name, trigger } of lambdas) {
    if (trigger.kind !== "stream") continue;
    const { batchSize, of } = trigger;
    const common = { runner, deadLetters, now, stopping: stopping.signal };
    const before = [...readers];
    readers.push({
      name,
      ...startStreamReader({
        name,
        streamArn,
        batchSize,
        isWanted: (record) => of === undefined || record.types.some((type) => of.includes(type)),
        mustWait: () => before.some((reader) => reader.isBehind()),
        call,
        checkpoints,
        writes,
        deliver: (records, done) => deliver(records, { ...common, function: name, done }),
        stopping: stopping.signal,
        log,
      }),
    });
  }
  return {
    wake() {
      for (const reader of readers) reader.wake();
    },
    quiet: async () => void (await Promise.all(readers.map((reader) => reader.quiet()))),
    haveReadAll: () => readers.every((reader) => reader.hasReadAll()),
    activity: () => readers.reduce((sum, reader) => sum + reader.activity(), 0),
    readers: () =>
      readers.map((reader) => ({
        function: reader.name,
        isBehind: reader.isBehind(),
        batches: reader.activity(),
      })),
    async stop() {
      stopping.abort();
      await Promise.all(readers.map((reader) => reader.stop()));
      checkpoints.close();
    },
  };
}

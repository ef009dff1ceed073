import * as z from "zod";
import type { DatabaseCall } from "./database-call.ts";
import { sentence } from "./failure.ts";
import { type Gathered, gather } from "./gather.ts";
import type { Journal } from "./journal.ts";
import { createPause } from "./pause.ts";
import { iteratorAt, type Shard, type StreamRecord, shardsOf } from "./shards.ts";

/** How far a function has read one shard. */
export const checkpoint = z.strictObject({
  /** Of the last record that is done; none when it has read nothing yet. */
  sequence: z.string().optional(),
  finished: z.boolean(),
});
export type Checkpoint = z.infer<typeof checkpoint>;

export interface StreamReader {
  /** There is something to read: look at once. */
  wake(): void;
  /** Resolves after a look at every shard, begun after this call, that found nothing. */
  quiet(): Promise<void>;
  /** Nothing was written since it began to look the last time, and found nothing. */
  hasReadAll(): boolean;
  /** How many batches were handed over so far. */
  activity(): number;
  /** There was more to read than one page when it last looked. */
  isBehind(): boolean;
  stop(): Promise<void>;
}

interface Options {
  readonly name: string;
  readonly streamArn: string;
  readonly batchSize: number;
  /** Whether the function is given this record. */
  readonly isWanted: (record: StreamRecord) => boolean;
  /** Whether a reader that comes first is behind. */
  readonly mustWait: () => boolean;
  readonly call: DatabaseCall;
  readonly checkpoints: Journal<Checkpoint>;
  /** How many writes of this process have succeeded. */
  readonly writes: () => number;
  /** Hands a batch over; `done` remembers the progress. */
  readonly deliver: (records: readonly StreamRecord[], done: (last: StreamRecord) => void) => Promise<void>;
  readonly stopping: AbortSignal;
  readonly log: (line: string) => void;
}

/** Writes of this process wake the reader; those of another one are found by looking. */
const IDLE_MILLISECONDS = 500;
/** Between two looks, so that records come in batches and the database has time for its writers. */
const GATHER_MILLISECONDS = 60;
const AFTER_TROUBLE_MILLISECONDS = 500;
/** How long a reader lets those before it catch up, between two batches of its own: what follows from them comes late, not never. */
const PATIENCE_MILLISECONDS = 10_000;
/** Reads a stream for one function, shard by shard, parents first, and remembers its progress after each success. */
export function startStreamReader(options: Options): StreamReader {
  const { name, streamArn, mustWait, call, checkpoints, writes, stopping, log } = options;
  const iterators = new Map<string, string>();
  let known: readonly Shard[] | undefined;
  let activity = 0;
  /** How many writes there were when it began the last look that found nothing. */
  let read: number | undefined;
  let isBehind = false;
  let waiters: (() => void)[] = [];

  const pause = createPause();
  const keyOf = (shardId: string) => `${name} ${streamArn} ${shardId}`;
  const progress = (shardId: string) => checkpoints.entries.get(keyOf(shardId));
  const isFinished = (shardId: string | undefined) =>
    shardId !== undefined && progress(shardId)?.finished === true;

  /** @returns whether it found anything */
  async function look(): Promise<boolean> {
    known ??= await refresh();
    const all = known;
    const isReadable = ({ id, parent }: Shard) =>
      !isFinished(id) &&
      (parent === undefined || isFinished(parent) || !all.some((shard) => shard.id === parent));
    let found = false;
    let behind = false;
    for (const { id } of all.filter(isReadable)) {
      if (stopping.aborted) break;
      const batch = await readShard(id);
      found ||= batch.found;
      behind ||= batch.isFull;
    }
    isBehind = behind;
    return found;
  }

  async function refresh(): Promise<readonly Shard[]> {
    const found = await shardsOf(call, streamArn);
    const keys = new Set(found.map(({ id }) => keyOf(id)));
    for (const key of [...checkpoints.entries.keys()]) {
      if (key.startsWith(`${name} `) && !keys.has(key)) checkpoints.remove(key);
    }
    return found;
  }

  async function readShard(shardId: string): Promise<{ readonly found: boolean; readonly isFull: boolean }> {
    const { wanted, last, next, isFull } = await gatherFrom(shardId);
    const found = last !== undefined || next === undefined || next === "lost";
    if (isFull) isBehind = true;
    const done = ({ sequence }: StreamRecord) =>
      checkpoints.put(keyOf(shardId), { sequence, finished: false });
    if (wanted.length > 0) {
      activity += 1;
      await options.deliver(wanted, done);
      // Stopped in the middle: the rest comes again.
      if (progress(shardId)?.sequence !== wanted.at(-1)?.sequence) return { found, isFull };
    }
    if (last !== undefined && wanted.at(-1) !== last) done(last);
    if (next === undefined) finish(shardId);
    else if (next !== "lost") iterators.set(shardId, next.iterator);
    return { found, isFull };
  }

  async function gatherFrom(shardId: string): Promise<Gathered> {
    const iterator = iterators.get(shardId) ?? (await begin(shardId));
    iterators.delete(shardId);
    return gather(iterator, options);
  }

  async function begin(shardId: string): Promise<string> {
    const after = progress(shardId)?.sequence;
    const iterator = await iteratorAt(call, streamArn, shardId, after);
    if (iterator !== undefined) return iterator;
    log(
      `${name}: the stream no longer holds what followed record ${after}; reading goes on with the oldest it holds`,
    );
    const oldest = await iteratorAt(call, streamArn, shardId, undefined);
    if (oldest === undefined) throw new Error(`shard ${shardId} has vanished`);
    return oldest;
  }

  function finish(shardId: string): void {
    const sequence = progress(shardId)?.sequence;
    checkpoints.put(keyOf(shardId), { ...(sequence === undefined ? {} : { sequence }), finished: true });
    known = undefined;
  }

  async function run(): Promise<void> {
    let since = performance.now();
    while (!stopping.aborted) {
      if (mustWait() && performance.now() - since < PATIENCE_MILLISECONDS) {
        await pause.untilInterrupted(GATHER_MILLISECONDS);
        continue;
      }
      const looking = waiters;
      waiters = [];
      try {
        const written = writes();
        const found = await look();
        since = performance.now();
        if (found) waiters.unshift(...looking);
        else {
          read = written;
          for (const resolve of looking) resolve();
        }
        if (waiters.length > 0 || isBehind) continue;
        if (!found) await pause.untilWoken(IDLE_MILLISECONDS);
        await pause.untilInterrupted(GATHER_MILLISECONDS);
      } catch (error) {
        waiters.unshift(...looking);
        known = undefined;
        isBehind = false;
        iterators.clear();
        if (stopping.aborted) break;
        log(`${name}: the stream cannot be read: ${sentence(error)}`);
        await pause.untilInterrupted(AFTER_TROUBLE_MILLISECONDS);
      }
    }
    for (const resolve of waiters) resolve();
  }

  const running = run();
  return {
    wake: pause.wake,
    quiet: () =>
      new Promise((resolve) => {
        waiters.push(resolve);
        pause.interrupt();
      }),
    hasReadAll: () => read === writes(),
    activity: () => activity,
    isBehind: () => isBehind,
    stop() {
      pause.interrupt();
      return running;
    },
  };
}

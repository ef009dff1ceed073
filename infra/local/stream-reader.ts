import * as z from "zod";
import type { DatabaseCall } from "./database-call.ts";
import { sentence } from "./failure.ts";
import type { Journal } from "./journal.ts";
import { createPause } from "./pause.ts";
import { iteratorAt, pageAt, type Shard, type StreamRecord, shardsOf } from "./shards.ts";

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
  /** How many batches were handed over so far. */
  activity(): number;
  stop(): Promise<void>;
}

interface Options {
  readonly name: string;
  readonly streamArn: string;
  readonly batchSize: number;
  /** Whether the function is given this record. */
  readonly isWanted: (record: StreamRecord) => boolean;
  readonly call: DatabaseCall;
  readonly checkpoints: Journal<Checkpoint>;
  /** Hands a batch over; `done` remembers the progress. */
  readonly deliver: (records: readonly StreamRecord[], done: (last: StreamRecord) => void) => Promise<void>;
  readonly stopping: AbortSignal;
  readonly log: (line: string) => void;
}

/** Writes of this process wake the reader; those of another one are found by looking. */
const IDLE_MILLISECONDS = 150;
/** Between two looks, so that records come in batches and the database has time for its writers. */
const GATHER_MILLISECONDS = 20;
const AFTER_TROUBLE_MILLISECONDS = 500;

/** Reads a stream for one function, shard by shard, parents first, and remembers its progress after each success. */
export function startStreamReader(options: Options): StreamReader {
  const { name, streamArn, batchSize, isWanted, call, checkpoints, stopping, log } = options;
  const iterators = new Map<string, string>();
  let known: readonly Shard[] | undefined;
  let activity = 0;
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
    isBehind = false;
    for (const { id } of all.filter(isReadable)) {
      if (stopping.aborted) break;
      found = (await read(id)) || found;
    }
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

  async function read(shardId: string): Promise<boolean> {
    const iterator = iterators.get(shardId) ?? (await begin(shardId));
    const page = await pageAt(call, streamArn, iterator, batchSize);
    iterators.delete(shardId);
    if (page === undefined) return true;
    const last = page.records.at(-1);
    if (last !== undefined) {
      if (page.records.length === batchSize) isBehind = true;
      const done = ({ sequence }: StreamRecord) =>
        checkpoints.put(keyOf(shardId), { sequence, finished: false });
      const wanted = page.records.filter(isWanted);
      if (wanted.length > 0) {
        activity += 1;
        await options.deliver(wanted, done);
        // Stopped in the middle: the rest comes again.
        if (progress(shardId)?.sequence !== wanted.at(-1)?.sequence) return true;
      }
      if (wanted.at(-1) !== last) done(last);
    }
    if (page.next === undefined) finish(shardId);
    else iterators.set(shardId, page.next);
    return page.records.length > 0 || page.next === undefined;
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
    while (!stopping.aborted) {
      const looking = waiters;
      waiters = [];
      try {
        const found = await look();
        if (found) waiters.unshift(...looking);
        else for (const resolve of looking) resolve();
        if (waiters.length > 0 || isBehind) continue;
        if (!found) await pause.untilWoken(IDLE_MILLISECONDS);
        await pause.untilInterrupted(GATHER_MILLISECONDS);
      } catch (error) {
        waiters.unshift(...looking);
        known = undefined;
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
    activity: () => activity,
    stop() {
      pause.interrupt();
      return running;
    },
  };
}

import type { DatabaseCall } from "./database-call.ts";
import { mended, pageAt, type StreamRecord } from "./shards.ts";

/** The most records that DynamoDB gives at once, and from how many pages a batch is gathered at most. */
const PAGE = 1_000;
const PAGES = 10;
/** A batch that is as full as this is given away without asking for the few that it lacks. */
const NEARLY_FULL = 0.75;

interface Options {
  readonly call: DatabaseCall;
  readonly streamArn: string;
  readonly batchSize: number;
  readonly isWanted: (record: StreamRecord) => boolean;
  readonly stopping: AbortSignal;
}

/** What a shard gave, and where it goes on: nowhere when it is closed and read, `lost` when its iterator is no longer valid. */
export interface Gathered {
  readonly wanted: readonly StreamRecord[];
  readonly last: StreamRecord | undefined;
  readonly next: { readonly iterator: string } | "lost" | undefined;
  readonly isFull: boolean;
}

/** A batch of what is wanted: when much is waiting, from several pages. */
export async function gather(
  begin: string,
  { call, streamArn, batchSize, isWanted, stopping }: Options,
): Promise<Gathered> {
  const wanted: StreamRecord[] = [];
  let last: StreamRecord | undefined;
  let iterator = begin;
  for (let pages = 1; ; pages += 1) {
    const limit = Math.min(PAGE, batchSize - wanted.length);
    const page = await pageAt(call, streamArn, iterator, limit);
    if (page === undefined) return { wanted, last, next: "lost", isFull: true };
    wanted.push(...page.records.filter(isWanted).map(mended));
    last = page.records.at(-1) ?? last;
    if (page.next === undefined) return { wanted, last, next: undefined, isFull: false };
    iterator = page.next;
    const isFull = page.records.length === limit;
    const isEnough = wanted.length >= batchSize * NEARLY_FULL || pages === PAGES;
    if (!isFull || isEnough || stopping.aborted) return { wanted, last, next: { iterator }, isFull };
  }
}

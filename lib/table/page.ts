import { readCursor, writeCursor } from "./cursor.ts";
import type { Item } from "./entity.ts";
import { INDEXES, type Partition, type Range, read } from "./query.ts";

/** One page of a list. */
export interface Page<R> {
  items: R[];
  /** Gives the next page; `null` at the end. */
  nextCursor: string | null;
}

export interface PageRequest<R> {
  /**
   * Partitions read side by side and merged by their common sort key; the next wave is read when the ones before
   * are used up. Every wave sorts behind the one before it.
   */
  readonly waves: readonly (readonly Partition[])[];
  readonly parse: (item: Item) => R;
  readonly passes?: ((record: R) => boolean) | undefined;
  readonly order?: "ascending" | "descending";
  readonly range?: Omit<Range, "after">;
  /** 1..100 */
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** How many items of a partition are looked at, about; 5,000 unless told, which are some ten calls. */
  readonly most?: number;
  /** Person, list and filters: a cursor fits only the same again. */
  readonly asked: string;
}

/**
 * The filter of a list, for those who ask for something: with a filter several times as many items are read, which nobody
 * is to pay for a list of everything.
 * @param asked what may be asked for; `undefined` fields are not
 */
export function filterOf<R>(
  asked: object,
  fits: (record: R) => boolean,
): ((record: R) => boolean) | undefined {
  return Object.values(asked).some((value) => value !== undefined) ? fits : undefined;
}

/**
 * Reads a page. It is full unless the list ends, or a filter lets so little pass that reading was broken off: the cursor
 * goes on from there.
 * @throws Problem invalid-cursor
 */
export async function readPage<R>(request: PageRequest<R>): Promise<Page<R>> {
  const { limit, cursor, asked, order = "descending", waves } = request;
  const after = cursor === undefined ? undefined : await readCursor(cursor, asked);
  const entries: Entry<R>[] = [];
  let brokenOffAt: string | undefined;
  for (const wave of waves) {
    if (entries.length > limit || brokenOffAt !== undefined) break;
    const wanted = limit + 1 - entries.length;
    const lists = await Promise.all(
      wave.map((partition) => readEntries(partition, wanted, after, order, request)),
    );
    brokenOffAt = nearest(lists, order);
    const found = merge(
      lists.flatMap((list) => list.entries),
      order,
    );
    entries.push(...found.filter(isWithin(brokenOffAt, order)).slice(0, wanted));
  }
  const last = entries.length > limit ? entries[limit - 1]?.sortKey : brokenOffAt;
  return {
    items: entries.slice(0, limit).map(({ record }) => record),
    nextCursor: last === undefined ? null : await writeCursor(last, asked),
  };
}

interface Entry<R> {
  readonly sortKey: string;
  readonly record: R;
}

interface List<R> {
  readonly entries: Entry<R>[];
  readonly brokenOffAt?: string;
}

async function readEntries<R>(
  partition: Partition,
  limit: number,
  after: string | undefined,
  order: "ascending" | "descending",
  { parse, passes, range, most = 5_000 }: PageRequest<R>,
): Promise<List<R>> {
  const { takes, prefix } = partition;
  const { items, ...reading } = await read(partition, {
    range: { ...range, ...(prefix !== undefined && { prefix }), after },
    order,
    limit,
    most,
    passes:
      takes === undefined && passes === undefined
        ? undefined
        : (item) => (takes?.(item) ?? true) && (passes?.(parse(item)) ?? true),
  });
  const sort = INDEXES[partition.index].sort;
  return { ...reading, entries: items.map((item) => ({ sortKey: String(item[sort]), record: parse(item) })) };
}

/** Where the first of some lists was broken off: what the others have beyond it comes with the next page. */
function nearest(lists: readonly List<unknown>[], order: "ascending" | "descending"): string | undefined {
  const ends = lists.flatMap(({ brokenOffAt }) => brokenOffAt ?? []).sort();
  return order === "ascending" ? ends[0] : ends.at(-1);
}

function isWithin(end: string | undefined, order: "ascending" | "descending") {
  return ({ sortKey }: Entry<unknown>) =>
    end === undefined || (order === "ascending" ? sortKey <= end : sortKey >= end);
}

/** One sorted list; a record that several partitions hold comes once. */
function merge<R>(entries: Entry<R>[], order: "ascending" | "descending"): Entry<R>[] {
  const direction = order === "ascending" ? 1 : -1;
  const unique = new Map(entries.map((entry) => [entry.sortKey, entry]));
  return [...unique.values()].sort((a, b) => (a.sortKey < b.sortKey ? -direction : direction));
}

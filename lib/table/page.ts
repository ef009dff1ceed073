import { readCursor, writeCursor } from "./cursor.ts";
import type { Item } from "./entity.ts";
import { INDEXES, type Partition, query, type Range } from "./query.ts";

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
 * Reads a page; it is full unless the list ends, whatever the filter leaves out.
 * @throws Problem invalid-cursor
 */
export async function readPage<R>(request: PageRequest<R>): Promise<Page<R>> {
  const { limit, cursor, asked, order = "descending", waves } = request;
  const after = cursor === undefined ? undefined : await readCursor(cursor, asked);
  const entries: Entry<R>[] = [];
  for (const wave of waves) {
    if (entries.length > limit) break;
    const wanted = limit + 1 - entries.length;
    const lists = await Promise.all(
      wave.map((partition) => readEntries(partition, wanted, after, order, request)),
    );
    entries.push(...merge(lists.flat(), order).slice(0, wanted));
  }
  const last = entries[limit - 1];
  return {
    items: entries.slice(0, limit).map(({ record }) => record),
    nextCursor: entries.length > limit && last !== undefined ? await writeCursor(last.sortKey, asked) : null,
  };
}

interface Entry<R> {
  readonly sortKey: string;
  readonly record: R;
}

async function readEntries<R>(
  partition: Partition,
  limit: number,
  after: string | undefined,
  order: "ascending" | "descending",
  { parse, passes, range }: PageRequest<R>,
): Promise<Entry<R>[]> {
  const { takes, prefix } = partition;
  const items = await query(partition, {
    range: { ...range, ...(prefix !== undefined && { prefix }), after },
    order,
    limit,
    passes:
      takes === undefined && passes === undefined
        ? undefined
        : (item) => (takes?.(item) ?? true) && (passes?.(parse(item)) ?? true),
  });
  return items.map((item) => ({ sortKey: String(item[INDEXES[partition.index].sort]), record: parse(item) }));
}

/** One sorted list; a record that several partitions hold comes once. */
function merge<R>(entries: Entry<R>[], order: "ascending" | "descending"): Entry<R>[] {
  const direction = order === "ascending" ? 1 : -1;
  const unique = new Map(entries.map((entry) => [entry.sortKey, entry]));
  return [...unique.values()].sort((a, b) => (a.sortKey < b.sortKey ? -direction : direction));
}

import * as z from "zod";
import type { Item } from "../table/entity.ts";
import { query } from "../table/query.ts";

/** How long the ranking behind a run is kept, in seconds: 100 days. */
const KEPT = 100 * 24 * 60 * 60;

const LARGEST = 10 ** 16 - 1;

const page = z.object({
  /** Rank of the first one, and how many were passed before it: they differ where it has as much as those. */
  rank: z.int(),
  position: z.int(),
  entries: z.array(z.tuple([z.string(), z.int()])),
});

/** Sorts with the most revenue first. */
const sortKey = (revenue: number, position: number) =>
  `rank#${String(LARGEST - revenue).padStart(16, "0")}#${String(position).padStart(9, "0")}`;

/** Where a run keeps its ranking. @param ranking which one: one that began again is another */
export function rankingPartition({
  id,
  rankings,
}: {
  readonly id: string;
  readonly rankings: number;
}): string {
  return `${id}#${rankings}`;
}

/** A page of a run's ranking as it is kept: whom it ranked, with which revenue. */
export function rankingPage(
  partition: string,
  position: number,
  found: readonly { readonly value: { customerId: string; revenue: number }; readonly rank: number }[],
  now: Date,
): Item & { pk: string; sk: string } {
  return {
    pk: partition,
    sk: sortKey(found[0]?.value.revenue ?? 0, position),
    entity: "value-ranking",
    rank: found[0]?.rank ?? 0,
    position,
    entries: found.map(({ value }) => [value.customerId, value.revenue]),
    ttl: Math.floor(now.getTime() / 1000) + KEPT,
  };
}

/** Which rank a revenue had in a run: one more than those who had more. One call. `undefined` when nothing is kept of it. */
export async function rankOf(partition: string, revenue: number): Promise<number | undefined> {
  const [item] = await query(
    { index: "table", key: partition },
    {
      order: "descending",
      limit: 1,
      range: { between: ["rank#", `${sortKey(revenue, 0).slice(0, -9)}~`] },
    },
  );
  if (item === undefined) return undefined;
  const { rank, position, entries } = page.parse(item);
  const index = entries.findIndex(([, of]) => of === revenue);
  if (index < 0) return undefined;
  return index === 0 ? rank : position + index + 1;
}

import type { ValueRules } from "./settings.ts";

/** Classes of customers by revenue: A gold (金), B, C flagged. Who never bought has none. */
export const VALUE_CLASSES = ["A", "B", "C"] as const;
export type ValueClass = (typeof VALUE_CLASSES)[number];

/** How many customers a class is to have. */
export interface Cuts {
  /** All who have revenue. */
  readonly ranked: number;
  readonly gold: number;
  readonly low: number;
}

/**
 * How many customers are gold and flagged: at least one is gold, and nobody is flagged before the share comes to a whole
 * customer.
 * @param ranked customers with revenue
 */
export function cutsOf(
  ranked: number,
  { goldShare, lowShare }: Pick<ValueRules, "goldShare" | "lowShare">,
): Cuts {
  return {
    ranked,
    gold: Math.ceil((ranked * goldShare) / 10_000),
    low: Math.floor((ranked * lowShare) / 10_000),
  };
}

/** Where a walk through the customers stands, from the most revenue to the least. */
export interface Walk {
  readonly position: number;
  /** Of the one passed last. */
  readonly rank: number;
  /** Of the one passed last, minor units. */
  readonly revenue?: number | undefined;
  /** The least revenue of class A, minor units. */
  readonly goldFrom?: number | undefined;
  /** Whoever has less is flagged, minor units. */
  readonly lowBelow?: number | undefined;
}

export const START: Walk = { position: 0, rank: 0 };

/**
 * Passes the next customer. Equal revenue is equal class and rank: whoever has as much as the last gold one is gold too,
 * and nobody is flagged who has as much as one who is not.
 * @param revenue minor units, at most that of the one before
 */
export function pass(
  walk: Walk,
  revenue: number,
  { ranked, gold, low }: Cuts,
): { walk: Walk; class: ValueClass } {
  const position = walk.position + 1;
  const rank = revenue === walk.revenue ? walk.rank : position;
  const next = { ...walk, position, rank, revenue };
  if (position <= gold) return { walk: { ...next, goldFrom: revenue }, class: "A" };
  if (revenue === walk.goldFrom) return { walk: next, class: "A" };
  if (position <= ranked - low) return { walk: { ...next, lowBelow: revenue }, class: "B" };
  return { walk: next, class: revenue === walk.lowBelow ? "B" : "C" };
}

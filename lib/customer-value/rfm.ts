import { cutsOf } from "./cuts.ts";
import type { ValueRules } from "./settings.ts";

/** What recency, frequency and monetary value are scored from. */
export interface Bought {
  /** Days since the last purchase. */
  readonly daysAgo: number;
  /** Purchases within 12 months. */
  readonly purchases: number;
  /** Among all customers with revenue, 1 the most. */
  readonly rank: number | undefined;
  readonly ranked: number;
}

/** Scores from 1 to 5 (最好); the monetary one is the fifth of all customers that the revenue lies in. */
export function rfm(
  { daysAgo, purchases, rank, ranked }: Bought,
  { recencyDays, frequency }: Pick<ValueRules, "recencyDays" | "frequency">,
): { recency: number; frequency: number; monetary: number } {
  return {
    recency: 5 - recencyDays.filter((limit) => daysAgo > limit).length,
    frequency: 1 + frequency.filter((limit) => purchases > limit).length,
    monetary: rank === undefined ? 1 : fifth(rank, ranked),
  };
}

function fifth(rank: number, ranked: number): number {
  const better = [8000, 6000, 4000, 2000].filter(
    (share) => rank <= cutsOf(ranked, { goldShare: share, lowShare: 0 }).gold,
  );
  return 1 + better.length;
}

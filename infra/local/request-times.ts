import { keepRecent, type Recent } from "./recent.ts";
import type { RequestTimes } from "./seen.ts";

export interface RequestClock {
  took(name: string, milliseconds: number, status: number): void;
  /** By function, the slowest first. */
  all(): readonly RequestTimes[];
}

/** How many of each function's requests the quantiles are of. */
const MOST = 500;

interface Tally {
  requests: number;
  failed: number;
  readonly times: Recent<number>;
}

/** Measures what the gateway serves, from outside the function. */
export function timeRequests(): RequestClock {
  const tallies = new Map<string, Tally>();
  return {
    took(name, milliseconds, status) {
      const tally = tallies.get(name) ?? { requests: 0, failed: 0, times: keepRecent<number>(MOST) };
      tallies.set(name, tally);
      tally.requests += 1;
      if (status >= 500) tally.failed += 1;
      tally.times.add(milliseconds);
    },
    all: () =>
      [...tallies]
        .map(([name, { requests, failed, times }]) => {
          const sorted = times.all().toSorted((one, other) => one - other);
          return { function: name, requests, failed, p50: quantile(sorted, 0.5), p90: quantile(sorted, 0.9) };
        })
        .sort((one, other) => other.p90 - one.p90),
  };
}

/** The nearest rank, to a tenth of a millisecond. */
function quantile(sorted: readonly number[], share: number): number {
  return Math.round((sorted[Math.ceil(sorted.length * share) - 1] ?? 0) * 10) / 10;
}

import type { Measures } from "./ledger.ts";

/**
 * A distribution kept as measures, so that it adds up and is taken back like any other total (DDSketch, Masson et al.,
 * VLDB 2019). A value is counted in the bucket whose middle is at most 1 % away from it, so no quantile is further from
 * the exact one than that.
 */
export const ERROR_BOUND = 0.01;

const BASE = (1 + ERROR_BOUND) / (1 - ERROR_BOUND);
const WIDTH = Math.log(BASE);

/**
 * One value as the measure that counts it, e.g. `{ "first/b211": 1 }`.
 * @param prefix names the distribution among the measures of a ledger
 * @param value not negative; below 1 it counts as 0
 * @throws RangeError when it is negative or no number
 */
export function bucketMeasures(prefix: string, value: number): Measures {
  if (!(value >= 0 && Number.isFinite(value))) throw new RangeError(`${value} cannot be counted`);
  return { [`${prefix}/b${value < 1 ? "" : Math.ceil(Math.log(value) / WIDTH)}`]: 1 };
}

/**
 * A quantile by nearest rank: the smallest value that the given share of all values does not exceed; `undefined`
 * without values.
 * @param share from 0 (the least) to 1 (the greatest), e.g. 0.9
 */
export function quantile(measures: Measures, prefix: string, share: number): number | undefined {
  const buckets = bucketsOf(measures, prefix);
  const count = buckets.reduce((sum, bucket) => sum + bucket.count, 0);
  const rank = Math.max(1, Math.ceil(share * count));
  let seen = 0;
  for (const bucket of buckets) {
    seen += bucket.count;
    if (seen >= rank) return bucket.middle;
  }
  return undefined;
}

function bucketsOf(measures: Measures, prefix: string): { middle: number; count: number }[] {
  const start = `${prefix}/b`;
  return Object.entries(measures)
    .filter(([measure, count]) => measure.startsWith(start) && count > 0)
    .map(([measure, count]) => ({ middle: middleOf(measure.slice(start.length)), count }))
    .sort((a, b) => a.middle - b.middle);
}

function middleOf(index: string): number {
  return index === "" ? 0 : (2 * BASE ** Number(index)) / (BASE + 1);
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { negated, sum } from "../../lib/aggregates/measures.ts";
import { bucketMeasures, ERROR_BOUND, quantile } from "../../lib/aggregates/sketch.ts";

const values = fc.array(fc.integer({ min: 0, max: 40_000_000 }), { minLength: 1, maxLength: 300 });
const counted = (all: readonly number[]) => sum(all.map((value) => bucketMeasures("time", value)));
const exact = (all: readonly number[], share: number) =>
  all.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(share * all.length)) - 1] ?? Number.NaN;

describe("a distribution kept as measures", () => {
  test("gives every quantile within the stated error", () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const wanted = exact(all, share);
        const error = Math.abs((quantile(counted(all), "time", share) ?? Number.NaN) - wanted);
        expect(error).toBeLessThanOrEqual(wanted * ERROR_BOUND * (1 + 1e-9));
      }),
    );
  });

  test("is what it was when a value is taken back", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 40_000_000 }), (all, other) => {
        const back = [counted(all), bucketMeasures("time", other), negated(bucketMeasures("time", other))];
        expect(sum(back)).toEqual(counted(all));
      }),
    );
  });

  test("keeps to its own measures, and has no quantile without values", () => {
    const measures = { ...counted([10, 20, 30]), deals: 5, "other/b211": 7 };
    expect(quantile(measures, "time", 0.5)).toBeCloseTo(20, 0);
    expect(quantile(measures, "nothing", 0.5)).toBeUndefined();
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("refuses %d", (value) => {
    expect(() => bucketMeasures("time", value)).toThrow(RangeError);
  });
});

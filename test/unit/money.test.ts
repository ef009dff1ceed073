import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MOST, minorUnits, split, times } from "../../lib/money/money.ts";

const shares = fc
  .array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 9 })
  .map((cuts) => [0, ...cuts.sort((a, b) => a - b), 10_000])
  .map((edges) => edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0)));
const amounts = fc.oneof(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: MOST }));

describe("times", () => {
  test.each([
    [1, 1, 2, 1],
    [-1, 1, 2, -1],
    [5, 1, 10, 1],
    [4, 1, 10, 0],
    [100, 3_333, 10_000, 33],
    [150, 3_333, 10_000, 50],
    [MOST, 9_999, 10_000, 999_900_000_000],
    [MOST, 1_000_000, 1, 1_000_000_000_000_000_000],
  ])("%d × %d ÷ %d is %d, half-up", (amount, numerator, denominator, product) => {
    expect(times(amount, numerator, denominator)).toBe(product);
  });

  test("is never further than half a unit from the exact product", () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 10_000 }), (amount, share) => {
        const off = BigInt(times(amount, share, 10_000)) * 10_000n - BigInt(amount) * BigInt(share);
        expect(off > -5_000n && off <= 5_000n).toBe(true);
      }),
    );
  });
});

describe("split", () => {
  test("gives parts that always sum to the whole; all but the lead's are exact to half a unit", () => {
    fc.assert(
      fc.property(amounts, shares, fc.nat(), (amount, parts, chosen) => {
        const lead = chosen % parts.length;
        const given = split(amount, parts, lead);
        expect(given.reduce((sum, part) => sum + part, 0)).toBe(amount);
        given.forEach((part, index) => {
          if (index !== lead) expect(part).toBe(times(amount, parts[index] ?? 0, 10_000));
        });
      }),
    );
  });
});

test.each([-1, 0.5, Number.NaN, MOST + 1, "1", null])("%s is no amount", (amount) => {
  expect(minorUnits.safeParse(amount).success).toBe(false);
});

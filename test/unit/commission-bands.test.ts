import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Band, flawOfBands, marginal, wholeAmount } from "../../lib/commission/bands.ts";
import { MOST } from "../../lib/money/money.ts";

const show = (amount: number) => String(amount);
const band = (from: number, to: number | undefined, basisPoints: number): Band => ({ from, to, basisPoints });

/** Bands that cover everything from 0 on. */
const anyBands = fc
  .array(
    fc.record({ width: fc.integer({ min: 1, max: 10_000_000 }), rate: fc.integer({ min: 0, max: 10_000 }) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((widths) => {
    let from = 0;
    return widths.map(({ width, rate }, index): Band => {
      const to = index === widths.length - 1 ? undefined : from + width;
      const made = band(from, to, rate);
      from += width;
      return made;
    });
  });
const amounts = fc.oneof(fc.integer({ min: 0, max: 50_000_000 }), fc.integer({ min: 0, max: MOST }));

describe("bands", () => {
  test.each([
    [[band(0, undefined, 500)], undefined],
    [[band(0, 100, 500), band(100, undefined, 800)], undefined],
    [[], "the bands leave a gap from 0 on"],
    [[band(50, undefined, 500)], "the bands leave a gap from 0 to 50"],
    [[band(0, 100, 500), band(150, undefined, 800)], "the bands leave a gap from 100 to 150"],
    [[band(0, 100, 500), band(80, undefined, 800)], "the bands overlap from 80 to 100"],
    [[band(0, 100, 500), band(100, 200, 800)], "the bands leave a gap from 200 on"],
    [[band(0, undefined, 500), band(100, undefined, 800)], "only the last band is without an end"],
    [[band(0, 0, 500)], "a band ends above where it begins, at 0"],
  ])("%j: %s", (bands, sentence) => {
    expect(flawOfBands(bands, show)?.sentence).toBe(sentence);
  });

  test("pay by hand-computed examples", () => {
    const bands = [band(0, 100_000, 500), band(100_000, 300_000, 800), band(300_000, undefined, 1_000)];
    expect(marginal(bands, 0)).toBe(0);
    expect(marginal(bands, 100_000)).toBe(5_000);
    expect(marginal(bands, 250_000)).toBe(5_000 + 12_000);
    expect(marginal(bands, 350_000)).toBe(5_000 + 16_000 + 5_000);
    expect(wholeAmount(bands, 99_999)).toBe(5_000);
    expect(wholeAmount(bands, 100_000)).toBe(8_000);
    expect(wholeAmount(bands, 350_000)).toBe(35_000);
    expect(wholeAmount(bands, 0)).toBe(0);
  });

  test("round half-up to the minor unit", () => {
    expect(marginal([band(0, undefined, 5_000)], 1)).toBe(1);
    expect(marginal([band(0, undefined, 4_999)], 1)).toBe(0);
    expect(wholeAmount([band(0, undefined, 250)], 20)).toBe(1);
    expect(wholeAmount([band(0, undefined, 250)], 19)).toBe(0);
  });

  test("marginal bands are continuous: one more sold never earns less, nor more than one more", () => {
    fc.assert(
      fc.property(anyBands, amounts, (bands, amount) => {
        const step = marginal(bands, amount + 1) - marginal(bands, amount);
        expect(step === 0 || step === 1).toBe(true);
      }),
    );
    const edges = [band(0, 100_000, 500), band(100_000, undefined, 800)];
    expect(marginal(edges, 100_001) - marginal(edges, 99_999)).toBeLessThanOrEqual(2);
  });

  test("a single band is a percentage, both ways, without floating-point error up to the largest amount", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), amounts, (rate, amount) => {
        const exact = Number((BigInt(amount) * BigInt(rate) * 2n + 10_000n) / 20_000n);
        expect(marginal([band(0, undefined, rate)], amount)).toBe(exact);
        expect(wholeAmount([band(0, undefined, rate)], amount)).toBe(exact);
      }),
    );
    expect(marginal([band(0, undefined, 10_000)], MOST)).toBe(MOST);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { negated, sum } from "../../lib/aggregates/measures.ts";
import { cutsOf, pass, START, type ValueClass } from "../../lib/customer-value/cuts.ts";
import { rfm } from "../../lib/customer-value/rfm.ts";
import { valueRules } from "../../lib/customer-value/settings.ts";
import { purchaseMeasures, purchasesIn } from "../../lib/performance/purchases.ts";

const usual = { goldShare: 500, lowShare: 2000 };

/** The classes of some revenues, the most first. */
function classed(revenues: readonly number[], rules = usual) {
  const sorted = revenues.toSorted((a, b) => b - a);
  const cuts = cutsOf(sorted.length, rules);
  let walk: ReturnType<typeof pass>["walk"] = START;
  return sorted.map((revenue) => {
    const passed = pass(walk, revenue, cuts);
    walk = passed.walk;
    return { revenue, class: passed.class, rank: walk.rank };
  });
}
const classes = (revenues: readonly number[], rules = usual) =>
  classed(revenues, rules)
    .map(({ class: of }) => of)
    .join("");

describe("ABC classes", () => {
  it("make one of a few customers gold, and flag nobody before the share comes to a whole one", () => {
    expect(classes([])).toBe("");
    expect(classes([100])).toBe("A");
    expect(classes([100, 90])).toBe("AB");
    expect(classes([100, 90, 80, 70])).toBe("ABBB");
    expect(classes([100, 90, 80, 70, 60])).toBe("ABBBC");
  });

  it("take the first 5 % and the last 20 % of twenty and of a hundred", () => {
    const of = (count: number) => classes(Array.from({ length: count }, (_, index) => 1000 - index));
    expect(of(20)).toBe(`A${"B".repeat(15)}${"C".repeat(4)}`);
    expect(of(21)).toBe(`AA${"B".repeat(15)}${"C".repeat(4)}`);
    expect(of(100)).toBe(`${"A".repeat(5)}${"B".repeat(75)}${"C".repeat(20)}`);
  });

  it("give equal customers an equal class: gold together, and not flagged together", () => {
    expect(classes(Array.from({ length: 20 }, () => 7))).toBe("A".repeat(20));
    expect(classes([9, 9, 8, 8, 8])).toBe("AABBB");
    expect(classes([9, 8, 7, 1, 1, 1, 1, 1, 1, 1])).toBe("ABBBBBBBBB");
    expect(classed([9, 9, 8, 8, 7]).map(({ rank }) => rank)).toEqual([1, 1, 3, 3, 5]);
  });

  it("follow the thresholds of the setting", () => {
    const ten = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
    expect(classes(ten, { goldShare: 0, lowShare: 0 })).toBe("BBBBBBBBBB");
    expect(classes(ten, { goldShare: 10_000, lowShare: 0 })).toBe("AAAAAAAAAA");
    expect(classes(ten, { goldShare: 0, lowShare: 10_000 })).toBe("CCCCCCCCCC");
    expect(classes(ten, { goldShare: 3000, lowShare: 5000 })).toBe("AAABBCCCCC");
    expect(
      valueRules.schema.safeParse({ ...valueRules.default, goldShare: 9000, lowShare: 2000 }).success,
    ).toBe(false);
  });

  it("never pass over a customer with more revenue, whoever is there", () => {
    const shares = fc
      .tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 }))
      .map(([a, b]) => ({
        goldShare: Math.min(a, 10_000 - Math.min(b, 10_000)),
        lowShare: Math.min(b, 10_000),
      }));
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 120 }),
        shares,
        (revenues, rules) => {
          const all = classed(revenues, rules);
          const order: Record<ValueClass, number> = { A: 0, B: 1, C: 2 };
          const cuts = cutsOf(all.length, rules);
          for (const [index, one] of all.entries()) {
            const before = all[index - 1];
            if (before === undefined) continue;
            expect(order[before.class]).toBeLessThanOrEqual(order[one.class]);
            if (before.revenue === one.revenue)
              expect([one.class, one.rank]).toEqual([before.class, before.rank]);
            else expect(one.rank).toBe(index + 1);
          }
          const count = (of: ValueClass) => all.filter(({ class: is }) => is === of).length;
          expect(count("A")).toBeGreaterThanOrEqual(cuts.gold);
          expect(count("C")).toBeLessThanOrEqual(cuts.low);
          const least = all.filter(({ class: is }) => is === "A").at(-1)?.revenue;
          expect(
            all.filter(({ class: is, revenue }) => is === "A" && revenue !== least).length,
          ).toBeLessThanOrEqual(cuts.gold);
        },
      ),
    );
  });
});

describe("what a customer bought", () => {
  const bought = (month: string, amount: number) => purchaseMeasures(month, amount);

  it("is told by month, and a purchase taken back is as if it never was", () => {
    const undone = bought("2026-11", 500);
    const total = sum([
      bought("2026-03", 100),
      bought("2026-03", 50),
      bought("2026-08", 7),
      undone,
      negated(undone),
    ]);
    expect(purchasesIn(total)).toEqual({ count: 3, amount: 157, lastMonth: "2026-08" });
    expect(purchasesIn(total, "2026-08")).toEqual({ count: 1, amount: 7, lastMonth: "2026-08" });
    expect(purchasesIn(total, "2026-09")).toEqual({ count: 0, amount: 0, lastMonth: "2026-08" });
    expect(purchasesIn({})).toEqual({ count: 0, amount: 0 });
  });
});

describe("RFM", () => {
  const { recencyDays, frequency } = valueRules.default;
  const score = (daysAgo: number, purchases: number, rank: number | undefined, ranked = 10) =>
    Object.values(rfm({ daysAgo, purchases, rank, ranked }, { recencyDays, frequency }));

  it("scores 5 for who bought lately, often and most, and 1 for the opposite", () => {
    expect(score(0, 9, 1)).toEqual([5, 5, 5]);
    expect(score(30, 8, 2)).toEqual([5, 4, 5]);
    expect(score(31, 4, 3)).toEqual([4, 3, 4]);
    expect(score(180, 2, 6)).toEqual([3, 2, 3]);
    expect(score(365, 1, 8)).toEqual([2, 1, 2]);
    expect(score(366, 0, 10)).toEqual([1, 1, 1]);
    expect(score(366, 0, undefined)).toEqual([1, 1, 1]);
  });
});

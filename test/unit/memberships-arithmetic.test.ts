import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ACCOUNT_RULES,
  credited,
  expired,
  type Points,
  paidFrom,
  redeemed,
  type StoredValue,
  takenBack,
  takenOut,
  toppedUp,
} from "../../lib/memberships/account.ts";
import { added, type Lot, parted, sumOf, taken } from "../../lib/memberships/lots.ts";
import {
  earnedBy,
  expiryOf,
  lastDayOf,
  POINTS_RULES,
  pointsRules,
  worthOf,
} from "../../lib/memberships/points-rules.ts";
import { bonusShare, lotsReturned, type Purchase, shareOf } from "../../lib/memberships/refundable.ts";
import {
  lowered,
  membershipTiers,
  raised,
  TIER_RULES,
  type Tiers,
  tierReached,
} from "../../lib/memberships/tiers.ts";
import { BONUS_RULES, bonusOf, topUpBonus } from "../../lib/memberships/top-up-bonus.ts";
import { Problem } from "../../lib/problem/problem.ts";

const RUNS = { numRuns: 500 };

/** A few months, so that lots meet. */
const day = fc.constantFrom("2026-01-31", "2026-02-28", "2026-03-31", "2027-01-31", undefined);
const oneLot = fc.record({ expiresOn: day, points: fc.integer({ min: 0, max: 1_000 }) });
const lots = fc.array(oneLot, { maxLength: 8 }).map((all) => all.reduce(added, [] as Lot[]));
const holds = ({ balance, owed, lots: of }: Points) => {
  expect(balance).toBe(sumOf(of));
  expect(balance).toBeGreaterThanOrEqual(0);
  expect(owed).toBeGreaterThanOrEqual(0);
};
const pointsOf = (of: Lot[], owed = 0): Points => ({ balance: sumOf(of), owed, lots: of });

/** What a rule refuses, as its sentence. */
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("lots of points", () => {
  it("stand in the order in which they expire, one a day, and lose nothing", () => {
    fc.assert(
      fc.property(fc.array(oneLot, { maxLength: 12 }), (given) => {
        const kept = given.reduce(added, [] as Lot[]);
        expect(sumOf(kept)).toBe(sumOf(given));
        const days = kept.map(({ expiresOn = "9999" }) => expiresOn);
        expect(days).toEqual([...new Set(days)].sort());
      }),
      RUNS,
    );
  });

  it("go oldest first, all that is taken and nothing else", () => {
    fc.assert(
      fc.property(lots, fc.nat(5_000), (there, wanted) => {
        const count = Math.min(wanted, sumOf(there));
        const { left, taken: gone } = taken(there, count);
        expect(sumOf(gone)).toBe(count);
        expect(sumOf(left)).toBe(sumOf(there) - count);
        const last = gone.at(-1)?.expiresOn ?? "9999";
        for (const { expiresOn = "9999" } of left) if (count > 0) expect(expiresOn >= last).toBe(true);
      }),
      RUNS,
    );
    expect(() => taken([{ points: 3 }], 4)).toThrow(RangeError);
  });

  it("stand on their last day and are over the day after", () => {
    const there = [{ expiresOn: "2026-01-31", points: 5 }, { points: 7 }];
    expect(sumOf(parted(there, "2026-01-31").over)).toBe(0);
    expect(parted(there, "2026-02-01")).toEqual({ standing: [{ points: 7 }], over: [there[0]] });
  });
});

describe("an account", () => {
  it("holds exactly the sum of what changed it, never less than nothing, whatever is done in whatever order", () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant("earn" as const), lot: oneLot }),
      fc.record({ do: fc.constant("redeem" as const), count: fc.nat(800) }),
      fc.record({ do: fc.constant("take-back" as const), count: fc.nat(800), of: day }),
      fc.record({ do: fc.constant("expire" as const), today: fc.constantFrom("2026-02-01", "2026-04-01") }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let points = pointsOf([]);
        let earned = 0;
        let gone = 0;
        for (const one of steps) {
          if (one.do === "earn") {
            points = credited(points, [one.lot]).points;
            earned += one.lot.points;
          } else if (one.do === "redeem") {
            if (one.count > points.balance) {
              expect(refusal(() => redeemed(points, one.count, ""))).toBe(ACCOUNT_RULES.points);
              continue;
            }
            points = redeemed(points, one.count, "").points;
            gone += one.count;
          } else if (one.do === "take-back") {
            points = takenBack(points, one.count, one.of).points;
            gone += one.count;
          } else {
            const after = expired(points, one.today);
            points = after.points;
            gone += after.gone;
          }
          holds(points);
          // What is owed is what was taken back and is not there: the only way to have less than nothing.
          expect(points.balance - points.owed).toBe(earned - gone);
        }
      }),
      RUNS,
    );
  });

  it("pays what is owed before it holds any points again", () => {
    const { points, lacking } = takenBack(pointsOf([{ points: 30 }]), 100, undefined);
    expect([points, lacking]).toEqual([{ balance: 0, owed: 70, lots: [] }, 70]);
    const once = credited(points, [{ points: 50 }]);
    expect(once).toEqual({ points: { balance: 0, owed: 20, lots: [] }, settled: 50 });
    expect(credited(once.points, [{ points: 50 }]).points).toEqual({
      balance: 30,
      owed: 0,
      lots: [{ points: 30 }],
    });
  });

  it("takes earned points back from their own lot before others", () => {
    const there = pointsOf([
      { expiresOn: "2026-01-31", points: 10 },
      { expiresOn: "2026-02-28", points: 10 },
    ]);
    expect(takenBack(there, 15, "2026-02-28").points.lots).toEqual([{ expiresOn: "2026-01-31", points: 5 }]);
  });

  it("spends the bonus last, and never pays it out", () => {
    const there = toppedUp({ balance: 0, bonus: 0 }, 1_000, 100);
    const { storedValue, bonusSpent } = paidFrom(there, 1_050);
    expect([storedValue, bonusSpent]).toEqual([{ balance: 50, bonus: 50 }, 50]);
    expect(refusal(() => takenOut(storedValue, 1, 0))).toBe(ACCOUNT_RULES.topUpSpent);
    expect(refusal(() => paidFrom(storedValue, 51))).toBe(ACCOUNT_RULES.storedValue);
    expect(takenOut(there, 1_000, 100)).toEqual({ balance: 0, bonus: 0 });
  });

  it("keeps the bonus within the balance and both above nothing", () => {
    const step = fc.record({
      do: fc.constantFrom("in", "pay", "out"),
      amount: fc.nat(500),
      bonus: fc.nat(100),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let value: StoredValue = { balance: 0, bonus: 0 };
        for (const one of steps) {
          try {
            if (one.do === "in") value = toppedUp(value, one.amount, one.bonus);
            else if (one.do === "pay") value = paidFrom(value, one.amount).storedValue;
            else value = takenOut(value, one.amount, one.bonus);
          } catch (error) {
            expect(error).toBeInstanceOf(Problem);
          }
          expect(value.bonus).toBeGreaterThanOrEqual(0);
          expect(value.balance).toBeGreaterThanOrEqual(value.bonus);
        }
      }),
      RUNS,
    );
  });
});

describe("points", () => {
  const rules = pointsRules.default;

  it("are earned for whole units of spend, however large", () => {
    expect(earnedBy(99, { points: 1, unit: 100 })).toBe(0);
    expect(earnedBy(32_899, { points: 2, unit: 100 })).toBe(657);
    expect(earnedBy(999_999_999_999, { points: 1_000, unit: 1 })).toBe(999_999_999_999_000);
  });

  it("pay whole minor units, so that none of them is lost", () => {
    const worth = (points: number, amount: number) => ({ ...rules, worth: { points, amount } });
    expect(worthOf(1_000, worth(100, 1), "/x")).toBe(10);
    expect(refusal(() => worthOf(99, worth(100, 1), "/x"))).toBe(POINTS_RULES.tooFew);
    expect(refusal(() => worthOf(150, worth(100, 1), "/x"))).toContain("a multiple of 100");
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (points, amount, count) => {
          try {
            // Exactly: no part of a point, no part of a minor unit.
            expect(worthOf(count, worth(points, amount), "/x") * points).toBe(count * amount);
          } catch (error) {
            expect(error).toBeInstanceOf(Problem);
            expect((count * amount) % points).not.toBe(0);
          }
        },
      ),
      RUNS,
    );
  });

  it("expire at the end of a month, leap years included", () => {
    expect(expiryOf("2027-02-03", rules)).toBe("2028-02-29");
    expect(expiryOf("2026-12-31", { ...rules, validMonths: 1 })).toBe("2027-01-31");
    const { validMonths: _, ...forever } = rules;
    expect(expiryOf("2026-12-31", forever)).toBeUndefined();
    expect(lastDayOf("2026-11")).toBe("2026-11-30");
  });

  it("are set only so that their warning comes in their life", () => {
    const bad = pointsRules.schema.safeParse({ ...rules, validMonths: 1, warnDays: 30 });
    expect(bad.error?.issues.map(({ message }) => message)).toEqual([POINTS_RULES.warning]);
  });
});

describe("a refund in parts", () => {
  const purchase = fc
    .record({
      amount: fc.integer({ min: 1, max: 100_000 }),
      storedShare: fc.integer({ min: 0, max: 100 }),
      worthShare: fc.integer({ min: 0, max: 100 }),
      bonusShare: fc.integer({ min: 0, max: 100 }),
      pointsEach: fc.integer({ min: 1, max: 200 }),
      rate: fc.record({ points: fc.integer({ min: 0, max: 10 }), unit: fc.integer({ min: 1, max: 500 }) }),
      cuts: fc.array(fc.integer({ min: 1, max: 30_000 }), { maxLength: 6 }),
    })
    .map(({ amount, storedShare, worthShare, bonusShare: of, pointsEach, rate, cuts }) => {
      const storedValue = Math.floor((amount * storedShare) / 100);
      const worth = Math.floor(((amount - storedValue) * worthShare) / 100);
      const bonus = Math.floor((storedValue * of) / 100);
      const earned = earnedBy(amount - worth, rate);
      const whole: Purchase = {
        amount,
        storedValue,
        bonus,
        points: worth * pointsEach,
        worth,
        earned,
        rate,
      };
      return { whole, cuts };
    });

  it("gives back and takes back exactly the whole, each part never negative and never more than itself", () => {
    fc.assert(
      fc.property(purchase, ({ whole, cuts }) => {
        let before = 0;
        const sums = { storedValue: 0, bonus: 0, points: 0, worth: 0, elsewhere: 0, spend: 0, earned: 0 };
        for (const cut of [...cuts, Number.MAX_SAFE_INTEGER]) {
          const amount = Math.min(cut, whole.amount - before);
          if (amount === 0) continue;
          const share = shareOf(whole, before, amount);
          before += amount;
          expect(share.storedValue + share.worth + share.elsewhere).toBe(amount);
          expect(share.bonus).toBeLessThanOrEqual(share.storedValue);
          for (const [name, part] of Object.entries(share)) {
            expect(part, name).toBeGreaterThanOrEqual(0);
            sums[name as keyof typeof sums] += part;
          }
        }
        const { storedValue, bonus, points, worth, earned, amount } = whole;
        expect(sums).toEqual({
          storedValue,
          bonus,
          points,
          worth,
          earned,
          elsewhere: amount - storedValue - worth,
          spend: amount - worth,
        });
      }),
      RUNS,
    );
  });

  it("takes the bonus of a top-up back with it, in all exactly", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.nat(100_000),
        fc.array(fc.integer({ min: 1, max: 400_000 }), { maxLength: 5 }),
        (amount, bonus, cuts) => {
          let before = 0;
          let back = 0;
          for (const cut of [...cuts, amount]) {
            const part = Math.min(cut, amount - before);
            back += bonusShare({ amount, bonus }, before, part);
            before += part;
          }
          expect(back).toBe(bonus);
        },
      ),
      RUNS,
    );
  });

  it("gives points their days back, and those whose day is over until the end of the month", () => {
    const paid = [
      { expiresOn: "2026-01-31", points: 10 },
      { expiresOn: "2026-06-30", points: 20 },
      { points: 5 },
    ];
    const then = { today: "2026-03-10", until: "2026-03-31" };
    expect(lotsReturned(paid, 0, 15, then)).toEqual([{ points: 5 }, { expiresOn: "2026-06-30", points: 10 }]);
    expect(lotsReturned(paid, 15, 20, then)).toEqual([
      { expiresOn: "2026-06-30", points: 10 },
      { expiresOn: "2026-03-31", points: 10 },
    ]);
  });
});

describe("tiers", () => {
  const { tiers } = membershipTiers.default;

  it("are reached by spend or by number of purchases, at the threshold and not before", () => {
    expect(tierReached({ spend: 499_999, purchases: 4 }, tiers)).toBe("regular");
    expect(tierReached({ spend: 500_000, purchases: 0 }, tiers)).toBe("advanced");
    expect(tierReached({ spend: 0, purchases: 20 }, tiers)).toBe("vip");
    expect(tierReached({ spend: 10_000_000, purchases: 1 }, tiers)).toBe("supreme-vip");
  });

  it("never fall by a purchase nor rise by a refund, whatever was set meanwhile", () => {
    const place = (key: string) => tiers.findIndex((one) => one.key === key);
    const stand = fc.record({ spend: fc.nat(12_000_000), purchases: fc.nat(70) });
    fc.assert(
      fc.property(fc.constantFrom(...tiers.map(({ key }) => key)), stand, (tier, qualification) => {
        expect(place(raised(tier, qualification, tiers))).toBeGreaterThanOrEqual(place(tier));
        expect(place(lowered(tier, qualification, tiers))).toBeLessThanOrEqual(place(tier));
      }),
      RUNS,
    );
    expect(raised("abolished", { spend: 0, purchases: 0 }, tiers)).toBe("regular");
    expect(lowered("abolished", { spend: 0, purchases: 0 }, tiers)).toBe("regular");
  });

  it.each([
    ["first", [{ ...tiers[0], fromSpend: 5 }]],
    ["further", [tiers[0], { key: "b", name: "b", discountBasisPoints: 0, privileges: [] }]],
    ["rising", [tiers[0], tiers[2], tiers[1]]],
    ["once", [tiers[0], tiers[1], { ...tiers[1], fromSpend: 600_000, fromPurchases: 6 }]],
    ["reserved", [{ ...tiers[0], key: "default" }]],
  ] as const)("are set by the rule %s", (rule, wrong) => {
    const { error } = membershipTiers.schema.safeParse({ tiers: wrong as unknown as Tiers });
    expect(error?.issues.map(({ message }) => message)).toEqual([TIER_RULES[rule]]);
  });
});

describe("the bonus of a top-up", () => {
  const bands = [
    { from: 10_000, basisPoints: 500 },
    { from: 100_000, amount: 20_000 },
  ];

  it("is that of the highest band it reaches", () => {
    expect([9_999, 10_000, 99_999, 100_000].map((amount) => bonusOf(amount, bands))).toEqual([
      0, 500, 5_000, 20_000,
    ]);
  });

  it("is set by rising bands that give one thing each", () => {
    const sentences = (wrong: unknown) =>
      topUpBonus.schema.safeParse({ bands: wrong }).error?.issues.map(({ message }) => message);
    expect(sentences([...bands].reverse())).toEqual([BONUS_RULES.rising]);
    expect(sentences([{ from: 1, amount: 1, basisPoints: 1 }])).toEqual([BONUS_RULES.one]);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Applied,
  type Deal,
  earnedBetween,
  isMonthly,
  type PlanInForce,
  partsOf,
  rulesFor,
} from "../../lib/commission/compute.ts";
import type { Rate } from "../../lib/commission/rate.ts";
import type { Rule } from "../../lib/commission/rule.ts";
import { MOST } from "../../lib/money/money.ts";

const yuan = (amount: number) => ({ amount, currency: "CNY" });
const percent = (basisPoints: number): Rate => ({ kind: "percent", basisPoints });
const bands = (mode: "marginal" | "whole-amount", per: "deal" | "month"): Rate => ({
  kind: "bands",
  mode,
  per,
  bands: [
    { from: yuan(0), to: yuan(100_000), basisPoints: 300 },
    { from: yuan(100_000), to: yuan(500_000), basisPoints: 550 },
    { from: yuan(500_000), basisPoints: 125 },
  ],
});
const applied = (rate: Rate, amount: number, quantity = 1): Applied => ({
  planId: "cpl_1",
  planVersion: 1,
  rule: "all",
  rate,
  amount,
  quantity,
});

/** Shares of 1 to 10 members that sum to 10000, and the lead among them. */
const teams = fc
  .array(fc.integer({ min: 0, max: 10_000 }), { minLength: 0, maxLength: 9 })
  .map((cuts) => [0, ...cuts.sort((a, b) => a - b), 10_000])
  .map((edges) => edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0)))
  .chain((shares) => fc.record({ shares: fc.constant(shares), lead: fc.nat(shares.length - 1) }));
const amounts = fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: MOST }));
const wholeRates = fc.oneof(
  fc.integer({ min: 0, max: 10_000 }).map(percent),
  fc
    .integer({ min: 0, max: 10_000 })
    .map((amount): Rate => ({ kind: "fixed-per-unit", amount: yuan(amount) })),
  fc.constantFrom(bands("marginal", "deal"), bands("whole-amount", "deal")),
);
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe("what a rule pays a team", () => {
  test("70 % and 30 % of 5 %", () => {
    const parts = partsOf(applied(percent(500), 10_000_000), [7_000, 3_000], 0, []);
    expect(parts).toEqual([
      { sold: 7_000_000, commission: 350_000 },
      { sold: 3_000_000, commission: 150_000 },
    ]);
  });

  test("the remainder goes to the lead, wherever the lead stands", () => {
    const thirds = [3_333, 3_334, 3_333];
    expect(
      partsOf(applied(percent(1_000), 1_000), thirds, 0, []).map(({ commission }) => commission),
    ).toEqual([34, 33, 33]);
    expect(
      partsOf(applied(percent(1_000), 1_000), thirds, 2, []).map(({ commission }) => commission),
    ).toEqual([33, 33, 34]);
  });

  test("an amount for each unit, whatever it was sold for", () => {
    const rate: Rate = { kind: "fixed-per-unit", amount: yuan(2_500) };
    expect(partsOf(applied(rate, 999, 12), [10_000], 0, [])).toEqual([{ sold: 999, commission: 30_000 }]);
    expect(() => partsOf(applied({ ...rate, amount: yuan(MOST) }, 1, 1_000_000), [10_000], 0, [])).toThrow(
      /a commission is at most/,
    );
  });

  test("the parts always sum to the whole", () => {
    fc.assert(
      fc.property(
        wholeRates,
        amounts,
        fc.integer({ min: 0, max: 1_000 }),
        teams,
        (rate, amount, quantity, team) => {
          const { shares, lead } = team;
          const parts = partsOf(applied(rate, amount, quantity), shares, lead, []);
          const [whole] = partsOf(applied(rate, amount, quantity), [10_000], 0, []);
          expect(sum(parts.map(({ sold }) => sold))).toBe(amount);
          expect(sum(parts.map(({ commission }) => commission))).toBe(whole?.commission);
        },
      ),
    );
  });

  test("every member but the lead gets exactly their share, rounded half-up", () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 10_000 }), teams, (amount, rate, { shares, lead }) => {
        const [whole] = partsOf(applied(percent(rate), amount), [10_000], 0, []);
        partsOf(applied(percent(rate), amount), shares, lead, []).forEach(({ commission }, index) => {
          if (index === lead) return;
          const exact =
            (BigInt(whole?.commission ?? 0) * BigInt(shares[index] ?? 0) * 2n + 10_000n) / 20_000n;
          expect(commission).toBe(Number(exact));
        });
      }),
    );
  });
});

describe("bands of a month", () => {
  const monthly = fc.constantFrom(bands("marginal", "month"), bands("whole-amount", "month"));

  test("a month's sales earn the same however they are split into deals, in whatever order", () => {
    fc.assert(
      fc.property(
        monthly,
        fc.array(amounts, { maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (rate, deals, dice) => {
          const earnings = (order: readonly number[]) => {
            let sold = 0;
            return order.reduce((earned, amount) => {
              const [part] = partsOf(applied(rate, amount), [10_000], 0, [sold]);
              sold += amount;
              return earned + (part?.commission ?? 0);
            }, 0);
          };
          const shuffled = deals
            .map((amount) => ({ amount, place: dice.next().value }))
            .sort((a, b) => a.place - b.place)
            .map(({ amount }) => amount);
          const atOnce = earnings([sum(deals)]);
          expect(earnings(deals)).toBe(atOnce);
          expect(earnings(shuffled)).toBe(atOnce);
        },
      ),
    );
  });

  test("taking a deal out leaves what the others earn without it", () => {
    fc.assert(
      fc.property(
        monthly,
        fc.array(amounts, { minLength: 1, maxLength: 8 }),
        fc.nat(),
        (rate, deals, which) => {
          if (!isMonthly(rate)) throw new Error("not of a month");
          const out = deals[which % deals.length] ?? 0;
          const all = sum(deals);
          const left = earnedBetween(rate, 0, all) - earnedBetween(rate, all - out, out);
          expect(left).toBe(earnedBetween(rate, 0, all - out));
        },
      ),
    );
  });

  test("each member is measured by what they sold themselves", () => {
    const rate = bands("marginal", "month");
    const [lead, other] = partsOf(applied(rate, 100_000), [5_000, 5_000], 0, [100_000, 0]);
    expect(lead).toEqual({ sold: 50_000, commission: 2_750 });
    expect(other).toEqual({ sold: 50_000, commission: 1_500 });
  });
});

describe("which rule pays", () => {
  const rule = (name: string, more: Partial<Rule> = {}): Rule => ({ name, rate: percent(100), ...more });
  const plan = (planId: string, rules: Rule[], departmentIds?: string[]): PlanInForce => ({
    planId,
    planVersion: 1,
    departmentIds,
    rules,
  });
  const line = (productId: string, category: string, amount = 100) => ({
    productId,
    category,
    quantity: 1,
    amount,
  });
  const deal = (more: Partial<Deal>): Deal => ({
    lines: [line("prd_1", "pumps")],
    departments: ["dep_east", "dep_sales"],
    customer: "existing",
    ...more,
  });
  const names = (plans: PlanInForce[], sold: Deal) =>
    rulesFor(plans, sold).map(({ planId, rule, amount }) => `${planId}/${rule} ${amount}`);

  test("the first that applies, each line by itself, lines under one rule together", () => {
    const plans = [plan("a", [rule("pumps", { categories: ["pumps"] }), rule("rest")])];
    const lines = [line("prd_1", "pumps", 10), line("prd_2", "pipes", 20), line("prd_3", "pumps", 5)];
    expect(names(plans, deal({ lines }))).toEqual(["a/pumps 15", "a/rest 20"]);
  });

  test("the first plan that has one: plans of another department, or without a rule for it, are passed over", () => {
    const plans = [
      plan("south", [rule("all")], ["dep_south"]),
      plan("special", [rule("valves", { productIds: ["prd_9"] })]),
      plan("sales", [rule("all")], ["dep_sales"]),
      plan("everybody", [rule("all")]),
    ];
    expect(names(plans, deal({}))).toEqual(["sales/all 100"]);
    expect(names(plans, deal({ departments: [] }))).toEqual(["everybody/all 100"]);
  });

  test("new and existing customers, and departments of a rule", () => {
    const plans = [
      plan("a", [
        rule("first deal", { customer: "new" }),
        rule("east", { departmentIds: ["dep_east"] }),
        rule("rest"),
      ]),
    ];
    expect(names(plans, deal({ customer: "new" }))).toEqual(["a/first deal 100"]);
    expect(names(plans, deal({}))).toEqual(["a/east 100"]);
    expect(names(plans, deal({ departments: ["dep_south"] }))).toEqual(["a/rest 100"]);
  });

  test("a deal without lines is paid by rules that ask for no product", () => {
    const plans = [plan("a", [rule("pumps", { categories: ["pumps"] }), rule("rest")])];
    expect(names(plans, deal({ lines: [{ quantity: 0, amount: 700 }] }))).toEqual(["a/rest 700"]);
  });

  test("no rule, no commission", () => {
    expect(names([], deal({}))).toEqual([]);
    expect(names([plan("a", [rule("pumps", { categories: ["pipes"] })])], deal({}))).toEqual([]);
  });
});

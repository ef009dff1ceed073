import { MOST, split, times } from "../money/money.ts";
import { ruleBroken } from "../problem/problem.ts";
import { marginal, wholeAmount } from "./bands.ts";
import type { Rate } from "./rate.ts";
import { bandsOf } from "./rate.ts";
import type { Rule } from "./rule.ts";

/** A plan in the version that holds for a month. */
export interface PlanInForce {
  readonly planId: string;
  readonly planVersion: number;
  /** Departments whose deals it pays for; everybody's when there are none. */
  readonly departmentIds: readonly string[] | undefined;
  readonly rules: readonly Rule[];
}

/** What was sold, as rules see it. Amounts in minor units. */
export interface Deal {
  readonly lines: readonly SoldLine[];
  /** The department it counts to, and those above it. */
  readonly departments: readonly string[];
  readonly customer: "new" | "existing";
}
export interface SoldLine {
  readonly productId?: string | undefined;
  readonly category?: string | undefined;
  readonly quantity: number;
  readonly amount: number;
}

/** A rule that applies to a part of a deal: all lines that it pays for, together. */
export interface Applied {
  readonly planId: string;
  readonly planVersion: number;
  readonly rule: string;
  readonly rate: Rate;
  readonly quantity: number;
  readonly amount: number;
}

/** The rules that a deal is paid by: each line by the first that applies, of the first plan that has one. */
export function rulesFor(plans: readonly PlanInForce[], deal: Deal): Applied[] {
  const found = new Map<string, Applied>();
  for (const line of deal.lines) {
    const match = firstMatch(plans, line, deal);
    if (match === undefined) continue;
    const { plan, rule } = match;
    const key = ruleKey(plan.planId, rule.name);
    const before = found.get(key);
    found.set(key, {
      planId: plan.planId,
      planVersion: plan.planVersion,
      rule: rule.name,
      rate: rule.rate,
      quantity: (before?.quantity ?? 0) + line.quantity,
      amount: (before?.amount ?? 0) + line.amount,
    });
  }
  return [...found.values()];
}

/** Names a rule across plans, for what a salesperson sold under it in a month. */
export function ruleKey(planId: string, rule: string): string {
  return `${planId}/${rule}`;
}

function firstMatch(plans: readonly PlanInForce[], line: SoldLine, deal: Deal) {
  for (const plan of plans) {
    if (plan.departmentIds !== undefined && !overlap(plan.departmentIds, deal.departments)) continue;
    const rule = plan.rules.find((candidate) => applies(candidate, line, deal));
    if (rule !== undefined) return { plan, rule };
  }
  return undefined;
}

function applies({ productIds, categories, customer, departmentIds }: Rule, line: SoldLine, deal: Deal) {
  return (
    (productIds === undefined || (line.productId !== undefined && productIds.includes(line.productId))) &&
    (categories === undefined || (line.category !== undefined && categories.includes(line.category))) &&
    (customer === undefined || customer === deal.customer) &&
    (departmentIds === undefined || overlap(departmentIds, deal.departments))
  );
}

const overlap = (some: readonly string[], others: readonly string[]) =>
  some.some((one) => others.includes(one));

/** One member's part of what a rule pays, in minor units. */
export interface Part {
  /** The member's part of the amount sold. */
  readonly sold: number;
  readonly commission: number;
}

/**
 * What a rule pays each member of the team. The parts of the amount always sum to the amount, and, unless each month's
 * bands are the member's own, the parts of the commission to the commission of the whole (DOMAIN §5).
 * @param shares basis points that sum to 10000
 * @param lead index of the member who takes the remainder
 * @param soldBefore what each member sold under this rule in this month so far, for bands per month
 */
export function partsOf(
  { rate, amount, quantity }: Applied,
  shares: readonly number[],
  lead: number,
  soldBefore: readonly number[],
): Part[] {
  const sold = split(amount, shares, lead);
  if (isMonthly(rate)) {
    return sold.map((part, index) => ({
      sold: part,
      commission: earnedBetween(rate, soldBefore[index] ?? 0, part),
    }));
  }
  const whole = wholeOf(rate, amount, quantity);
  const commission = split(whole, shares, lead);
  return sold.map((part, index) => ({ sold: part, commission: commission[index] ?? 0 }));
}

type Monthly = Extract<Rate, { kind: "bands" }> & { readonly per: "month" };

/** Whether a rate measures what a salesperson sells in a month. */
export function isMonthly(rate: Rate): rate is Monthly {
  return rate.kind === "bands" && rate.per === "month";
}

/** What an amount earns on top of what was sold before it in the same month; so deals earn the same in any order. */
export function earnedBetween(rate: Monthly, soldBefore: number, amount: number): number {
  return earned(rate, soldBefore + amount) - earned(rate, soldBefore);
}

function wholeOf(rate: Rate, amount: number, quantity: number): number {
  switch (rate.kind) {
    case "percent":
      return times(amount, rate.basisPoints, 10_000);
    case "fixed-per-unit":
      return bounded(times(rate.amount.amount, quantity, 1));
    case "bands":
      return earned(rate, amount);
    default:
      return rate satisfies never;
  }
}

function earned(rate: Extract<Rate, { kind: "bands" }>, amount: number): number {
  const bands = bandsOf(rate);
  return rate.mode === "marginal" ? marginal(bands, amount) : wholeAmount(bands, amount);
}

function bounded(commission: number): number {
  if (commission <= MOST) return commission;
  throw ruleBroken(`a commission is at most ${MOST} minor units; this deal would earn ${commission}`);
}

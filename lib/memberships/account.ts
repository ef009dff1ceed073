import { ruleBroken } from "../problem/problem.ts";
import { added, type Lot, parted, sumOf, taken } from "./lots.ts";

/** Sentences that callers read. */
export const ACCOUNT_RULES = {
  storedValue: "the stored value pays no more than its balance",
  points: "there are not so many points",
  topUpSpent: "a top-up is refunded only as far as its money, with its bonus, is still there",
} as const;

/** The most that a balance may come to: what is still summed exactly. */
export const MOST_HELD = 1_000_000_000_000;
export const TOO_MUCH = `a membership holds at most ${MOST_HELD} minor units or points`;

/** Prepaid money in minor units; `bonus` is the part of the balance that was given, and is spent last. */
export interface StoredValue {
  readonly balance: number;
  readonly bonus: number;
}

/** Points; what was taken back after it was spent is owed, and later points pay that first. */
export interface Points {
  readonly balance: number;
  readonly owed: number;
  readonly lots: readonly Lot[];
}

/** Puts money in. @param bonus given besides */
export function toppedUp({ balance, bonus }: StoredValue, amount: number, given: number): StoredValue {
  return { balance: balance + amount + given, bonus: bonus + given };
}

/**
 * Pays; the bonus is spent last.
 * @returns what of the bonus was spent, too
 * @throws Problem rule-broken when there is less
 */
export function paidFrom(
  { balance, bonus }: StoredValue,
  amount: number,
): { readonly storedValue: StoredValue; readonly bonusSpent: number } {
  if (amount > balance) throw ruleBroken(ACCOUNT_RULES.storedValue, "/pay/storedValue");
  const left = Math.min(bonus, balance - amount);
  return { storedValue: { balance: balance - amount, bonus: left }, bonusSpent: bonus - left };
}

/**
 * Takes a refunded top-up out again, with its bonus. Only paid money is paid out: where the bonus was spent already, paid
 * money makes it up.
 * @throws Problem rule-broken when too much of it was spent
 */
export function takenOut({ balance, bonus }: StoredValue, amount: number, given: number): StoredValue {
  const bonusThere = Math.min(bonus, given);
  if (amount + given - bonusThere > balance - bonus) throw ruleBroken(ACCOUNT_RULES.topUpSpent, "/amount");
  return { balance: balance - amount - given, bonus: bonus - bonusThere };
}

/** Gives points, after those that are owed are paid. @returns how many of them paid what was owed, too */
export function credited(
  { balance, owed, lots }: Points,
  given: readonly Lot[],
): { readonly points: Points; readonly settled: number } {
  const sum = sumOf(given);
  const settled = Math.min(owed, sum);
  const { left } = taken(given, settled);
  return {
    points: {
      balance: balance + sum - settled,
      owed: owed - settled,
      lots: left.reduce((all: readonly Lot[], one) => added(all, one), lots),
    },
    settled,
  };
}

/** Takes points for something, those that expire first, first. @throws Problem rule-broken when there are fewer */
export function redeemed(
  points: Points,
  count: number,
  pointer: string,
): { readonly points: Points; readonly taken: Lot[] } {
  if (count > points.balance) throw ruleBroken(ACCOUNT_RULES.points, pointer);
  const { left, taken: gone } = taken(points.lots, count);
  return { points: { ...points, balance: points.balance - count, lots: left }, taken: gone };
}

/** Takes earned points back, from their own lot before others; what was spent is owed. @returns how many are owed for it, too */
export function takenBack(
  points: Points,
  count: number,
  expiresOn: string | undefined,
): { readonly points: Points; readonly lacking: number } {
  const there = Math.min(points.balance, count);
  const { left } = taken(points.lots, there, { expiresOn });
  return {
    points: { balance: points.balance - there, owed: points.owed + count - there, lots: left },
    lacking: count - there,
  };
}

/** Lets points go whose last day is over. @returns how many, too */
export function expired(points: Points, today: string): { readonly points: Points; readonly gone: number } {
  const { standing, over } = parted(points.lots, today);
  const gone = sumOf(over);
  return { points: { ...points, balance: points.balance - gone, lots: standing }, gone };
}

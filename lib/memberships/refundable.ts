import { times } from "../money/money.ts";
import type { Lot } from "./lots.ts";
import { earnedBy, type Rate } from "./points-rules.ts";

/** What a purchase was paid with and what it earned; minor units and points. */
export interface Purchase {
  readonly amount: number;
  /** Paid with stored value, and what of that was bonus. */
  readonly storedValue: number;
  readonly bonus: number;
  /** Paid with points, and what they were worth. */
  readonly points: number;
  readonly worth: number;
  readonly earned: number;
  readonly rate: Rate;
}

/** What a refund gives back and takes back. */
export interface Share {
  readonly storedValue: number;
  readonly bonus: number;
  readonly points: number;
  readonly worth: number;
  /** What is given back outside of the membership, as it was paid. */
  readonly elsewhere: number;
  /** Spend that no longer counts towards a tier: what points paid never did. */
  readonly spend: number;
  readonly earned: number;
}

/**
 * What the first `refunded` minor units of a purchase come to: each means of payment gets back its share, and points stay
 * earned for what is left. Never falls as more is refunded, and all of it comes to exactly what was paid and earned.
 */
function upTo(purchase: Purchase, refunded: number): Share {
  const { amount, rate } = purchase;
  const storedValue = times(purchase.storedValue, refunded, amount);
  const rest = refunded - storedValue;
  // Its share of the rest, not of the whole: so neither part ever takes a minor unit back from the other.
  const worth = purchase.worth === 0 ? 0 : times(purchase.worth, rest, amount - purchase.storedValue);
  const spend = refunded - worth;
  const counted = amount - purchase.worth;
  return {
    storedValue,
    // Paid money comes back before what was given.
    bonus: Math.max(0, storedValue - (purchase.storedValue - purchase.bonus)),
    points: times(purchase.points, refunded, amount),
    worth,
    elsewhere: rest - worth,
    spend,
    earned: purchase.earned === 0 ? 0 : purchase.earned - earnedBy(counted - spend, rate),
  };
}

/**
 * What a further refund of a purchase comes to, so that however it is refunded in parts, the parts sum to the whole.
 * @param before refunded so far, in minor units
 */
export function shareOf(purchase: Purchase, before: number, amount: number): Share {
  const [from, to] = [upTo(purchase, before), upTo(purchase, before + amount)];
  return {
    storedValue: to.storedValue - from.storedValue,
    bonus: to.bonus - from.bonus,
    points: to.points - from.points,
    worth: to.worth - from.worth,
    elsewhere: to.elsewhere - from.elsewhere,
    spend: to.spend - from.spend,
    earned: to.earned - from.earned,
  };
}

/** The bonus that a further refund of a top-up takes back. @param before refunded so far, in minor units */
export function bonusShare(topUp: { amount: number; bonus: number }, before: number, amount: number): number {
  const { amount: whole, bonus } = topUp;
  return times(bonus, before + amount, whole) - times(bonus, before, whole);
}

/**
 * The lots that points go back to: those that would expire last come back first, and what would have expired meanwhile
 * stands until the given day.
 * @param paid the lots that they were taken from
 * @param before points that went back already
 */
export function lotsReturned(
  paid: readonly Lot[],
  before: number,
  points: number,
  { today, until }: { readonly today: string; readonly until: string },
): Lot[] {
  let skip = before;
  let wanted = points;
  return paid.toReversed().flatMap(({ expiresOn, points: all }) => {
    const skipped = Math.min(skip, all);
    skip -= skipped;
    const part = Math.min(wanted, all - skipped);
    wanted -= part;
    if (part === 0) return [];
    if (expiresOn === undefined) return [{ points: part }];
    return [{ expiresOn: expiresOn < today ? until : expiresOn, points: part }];
  });
}

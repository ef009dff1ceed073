import * as z from "zod";
import { type Money, money } from "../money/money.ts";
import { purchaseMeasures } from "../performance/purchases.ts";
import { ruleBroken } from "../problem/problem.ts";
import type { Stamp } from "../table/record.ts";
import { text } from "../text/text.ts";
import { instant } from "../time/calendar.ts";
import { dateIn } from "../time/zone.ts";
import { credited, MOST_HELD, paidFrom, redeemed } from "./account.ts";
import { closed, type Moved, opened } from "./course.ts";
import type { Membership } from "./membership.ts";
import type { Spend } from "./movement.ts";
import { earnedBy, expiryOf, rateOf, worthOf } from "./points-rules.ts";
import type { Terms } from "./terms.ts";

/** Sentences that callers read. */
export const SPEND_RULES = {
  future: "a purchase is reported once it was made, not before",
  joined: "purchases count from the day on which the customer joined",
  paid: "a purchase is paid with no more than its amount",
} as const;

/** An amount that moves: nothing is none. */
export const movedMoney = money.refine(({ amount }) => amount > 0, {
  path: ["amount"],
  error: "must be more than zero",
});

export const movedPoints = z
  .int({ error: "must be a whole number of points" })
  .min(1, { error: "must be at least 1" })
  .max(MOST_HELD);

/** A purchase, as a shop reports it. */
export const spending = z.strictObject({
  /** What was to be paid, after every discount. */
  amount: movedMoney,
  /** Now unless told. */
  at: instant.optional(),
  /** The shop's own number, e.g. of the receipt: a member's purchase is reported once under it. */
  reference: text(100).optional(),
  note: text(500).optional(),
  /** What of it was paid by the membership; the rest was paid elsewhere. */
  pay: z.strictObject({ storedValue: movedMoney.optional(), points: movedPoints.optional() }).optional(),
  /** Whether the customer's purchases count it already, e.g. as a won deal. */
  alreadyBooked: z.boolean().default(false),
});
export type Spending = z.infer<typeof spending>;

/**
 * A purchase: pays, earns points for what was not paid with points, counts towards the tier and raises it at once. Pure.
 * @throws Problem rule-broken
 */
export function decideSpend(
  was: Membership,
  said: Spending,
  terms: Terms,
  stamp: Stamp,
): Moved & { readonly spend: Spend } {
  const { timeZone, currency, points: rules } = terms;
  const { now } = stamp;
  const { at = now.toISOString(), reference, note, alreadyBooked } = said;
  const on = dateIn(new Date(at), timeZone);
  if (Date.parse(at) > now.getTime()) throw ruleBroken(SPEND_RULES.future, "/at");
  if (on < was.joinedOn) throw ruleBroken(SPEND_RULES.joined, "/at");

  const opening = opened(was, terms, now);
  const { state, today, id } = opening;
  const { amount } = said.amount;
  const { points: pointsPaid = 0, storedValue: prepaid } = said.pay ?? {};
  const worth = pointsPaid === 0 ? 0 : worthOf(pointsPaid, rules, "/pay/points");
  const fromStored = prepaid?.amount ?? 0;
  if (fromStored + worth > amount) throw ruleBroken(SPEND_RULES.paid, "/pay");

  const afterPoints = redeemed(state.points, pointsPaid, "/pay/points");
  const { storedValue, bonusSpent } = paidFrom(state.storedValue, fromStored);
  const counted = amount - worth;
  const rate = rateOf(was.tier, rules);
  const expiresOn = expiryOf(on, rules);
  const earned = expiresOn !== undefined && expiresOn < today ? 0 : earnedBy(counted, rate);
  const { points } = credited(afterPoints.points, [{ expiresOn, points: earned }]);

  const inCurrency = (minor: number): Money => ({ amount: minor, currency });
  const about = {
    kind: "spend",
    id,
    at,
    month: on.slice(0, 7),
    tier: was.tier,
    amount,
    reference,
    note,
  } as const;
  const record: Spend = {
    id,
    kind: "spend",
    customerId: was.customerId,
    membershipId: was.id,
    at,
    recordedAt: now.toISOString(),
    recordedBy: stamp.by,
    month: about.month,
    tier: was.tier,
    amount: said.amount,
    reference,
    note,
    refunded: inCurrency(0),
    version: 1,
    paid: {
      storedValue: inCurrency(fromStored),
      bonus: inCurrency(bonusSpent),
      points: pointsPaid,
      worth: inCurrency(worth),
      elsewhere: inCurrency(amount - worth - fromStored),
      lots: afterPoints.taken,
    },
    earned: { points: earned, rate, ...(expiresOn !== undefined && { expiresOn }) },
    alreadyBooked,
  };
  const { qualification } = state;
  const moved = closed(
    was,
    opening,
    {
      about,
      state: {
        storedValue,
        points,
        qualification: { spend: qualification.spend + counted, purchases: qualification.purchases + 1 },
      },
      lines: [
        { ledger: "stored-value", kind: "paid", was: state.storedValue, is: storedValue },
        { ledger: "points", kind: "redeemed", was: state.points, is: afterPoints.points },
        { ledger: "points", kind: "earned", was: afterPoints.points, is: points, expiresOn },
      ],
      measures: {
        purchases: 1,
        spend: amount,
        paidByStoredValue: fromStored,
        paidByPoints: worth,
        pointsRedeemed: pointsPaid,
        pointsEarned: earned,
      },
      tier: "rises",
      purchasedOn: on,
      more: {
        movement: { next: record, was: undefined },
        ...(!alreadyBooked && { purchase: purchaseMeasures(about.month, amount) }),
      },
    },
    terms,
    stamp,
  );
  return { ...moved, spend: record };
}

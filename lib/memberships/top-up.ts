import * as z from "zod";
import type { Stamp } from "../table/record.ts";
import { text } from "../text/text.ts";
import { redeemed, toppedUp } from "./account.ts";
import { closed, type Moved, opened } from "./course.ts";
import type { Membership } from "./membership.ts";
import type { TopUp } from "./movement.ts";
import { movedMoney, movedPoints } from "./spend.ts";
import type { Terms } from "./terms.ts";
import { bonusOf } from "./top-up-bonus.ts";

/** Money that is paid in. */
export const toppingUp = z.strictObject({
  amount: movedMoney,
  /** E.g. of the payment: a member's top-up is reported once under it. */
  reference: text(100).optional(),
  note: text(500).optional(),
});

/** Points that are given for something else than a purchase's price. */
export const redeeming = z.strictObject({ points: movedPoints, for: text(200) });

/** A top-up with its bonus. Pure. @throws Problem rule-broken */
export function decideTopUp(
  was: Membership,
  { amount: money, reference, note }: z.infer<typeof toppingUp>,
  terms: Terms,
  stamp: Stamp,
): Moved & { readonly topUp: TopUp } {
  const opening = opened(was, terms, stamp.now);
  const { state, id, month } = opening;
  const { amount } = money;
  const bonus = bonusOf(amount, terms.bonus);
  const paidIn = toppedUp(state.storedValue, amount, 0);
  const storedValue = toppedUp(paidIn, 0, bonus);
  const at = stamp.now.toISOString();
  const inCurrency = (minor: number) => ({ amount: minor, currency: terms.currency });
  const record: TopUp = {
    id,
    kind: "top-up",
    customerId: was.customerId,
    membershipId: was.id,
    at,
    recordedAt: at,
    recordedBy: stamp.by,
    month,
    tier: was.tier,
    amount: money,
    reference,
    note,
    refunded: inCurrency(0),
    version: 1,
    bonus: inCurrency(bonus),
  };
  const moved = closed(
    was,
    opening,
    {
      about: { kind: "top-up", id, at, month, tier: was.tier, amount, reference, note },
      state: { ...state, storedValue },
      lines: [
        { ledger: "stored-value", kind: "topped-up", was: state.storedValue, is: paidIn },
        { ledger: "stored-value", kind: "bonus", was: paidIn, is: storedValue },
      ],
      measures: { topUps: 1, toppedUp: amount, bonus },
      tier: "stays",
      more: { movement: { next: record, was: undefined } },
    },
    terms,
    stamp,
  );
  return { ...moved, topUp: record };
}

/** Points given for a reward. Pure. @throws Problem rule-broken when there are fewer */
export function decideRedemption(
  was: Membership,
  { points: count, for: note }: z.infer<typeof redeeming>,
  terms: Terms,
  stamp: Stamp,
): Moved {
  const opening = opened(was, terms, stamp.now);
  const { state, id, month } = opening;
  const { points } = redeemed(state.points, count, "/points");
  const at = stamp.now.toISOString();
  return closed(
    was,
    opening,
    {
      about: { kind: "redemption", id, at, month, tier: was.tier, note },
      state: { ...state, points },
      lines: [{ ledger: "points", kind: "redeemed", was: state.points, is: points }],
      measures: { redemptions: 1, pointsRedeemed: count },
      tier: "stays",
    },
    terms,
    stamp,
  );
}

/** Points whose last day is over go. Pure. @returns nothing when there are none */
export function decideExpiry(was: Membership, terms: Terms, stamp: Stamp): Moved | undefined {
  const opening = opened(was, terms, stamp.now);
  const { state, id, month, gone } = opening;
  if (gone === 0) return undefined;
  const about = { kind: "expiry", id, at: stamp.now.toISOString(), month, tier: was.tier } as const;
  return closed(was, opening, { about, state, lines: [], measures: {}, tier: "stays" }, terms, stamp);
}

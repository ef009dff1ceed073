import type { Stamp } from "../table/record.ts";
import { takenOut } from "./account.ts";
import { closed, opened } from "./course.ts";
import type { Membership } from "./membership.ts";
import type { TopUp } from "./movement.ts";
import { bonusShare } from "./refundable.ts";
import { aboutOf, type Refunded, refundedBy } from "./refunded.ts";
import type { Terms } from "./terms.ts";

/**
 * What was paid in is paid out, and its share of the bonus goes with it. Pure.
 * @param amount minor units, no more than what is left
 * @throws Problem rule-broken
 */
export function refundTopUp(
  was: Membership,
  topUp: TopUp,
  amount: number,
  note: string | undefined,
  terms: Terms,
  stamp: Stamp,
): Refunded {
  const opening = opened(was, terms, stamp.now);
  const { state } = opening;
  const whole = { amount: topUp.amount.amount, bonus: topUp.bonus.amount };
  const bonus = bonusShare(whole, topUp.refunded.amount, amount);
  const storedValue = takenOut(state.storedValue, amount, bonus);
  const inCurrency = (minor: number) => ({ amount: minor, currency: terms.currency });
  const of = refundedBy(topUp, amount);
  const moved = closed(
    was,
    opening,
    {
      about: aboutOf(topUp, opening, amount, note, stamp),
      state: { ...state, storedValue },
      lines: [{ ledger: "stored-value", kind: "taken-out", was: state.storedValue, is: storedValue }],
      measures: { topUpRefunds: 1, takenOut: amount, bonusTakenBack: bonus },
      tier: "stays",
      more: { movement: { next: of, was: topUp } },
    },
    terms,
    stamp,
  );
  return {
    ...moved,
    of,
    parts: {
      returned: { elsewhere: inCurrency(amount), storedValue: inCurrency(0), points: 0 },
      takenBack: { bonus: inCurrency(bonus), points: 0, owed: 0 },
    },
  };
}

import type { Measures } from "../aggregates/ledger.ts";
import { negated, sum } from "../aggregates/measures.ts";
import { purchaseMeasures } from "../performance/purchases.ts";
import type { Stamp } from "../table/record.ts";
import { credited, takenBack, toppedUp } from "./account.ts";
import { closed, opened } from "./course.ts";
import type { Membership } from "./membership.ts";
import type { Spend } from "./movement.ts";
import { lastDayOf } from "./points-rules.ts";
import { lotsReturned, type Purchase, shareOf } from "./refundable.ts";
import { aboutOf, type Refunded, refundedBy } from "./refunded.ts";
import type { Terms } from "./terms.ts";

/**
 * What paid a purchase goes back to where it came from, and what it earned is taken back, a tier reached by it too. Pure.
 * @param amount minor units, no more than what is left
 */
export function refundSpend(
  was: Membership,
  spend: Spend,
  amount: number,
  note: string | undefined,
  terms: Terms,
  stamp: Stamp,
): Refunded {
  const opening = opened(was, terms, stamp.now);
  const { state, today, month } = opening;
  const before = spend.refunded.amount;
  const isWhole = before + amount === spend.amount.amount;
  const share = shareOf(purchaseOf(spend), before, amount);
  const { expiresOn } = spend.earned;
  // Those that are over by now are gone by themselves.
  const earned = expiresOn !== undefined && expiresOn < today ? 0 : share.earned;

  const storedValue = toppedUp(state.storedValue, share.storedValue - share.bonus, share.bonus);
  const pointsBefore = shareOf(purchaseOf(spend), 0, before).points;
  const lots = lotsReturned(spend.paid.lots, pointsBefore, share.points, { today, until: lastDayOf(month) });
  const { points: returned } = credited(state.points, lots);
  const { points, lacking } = takenBack(returned, earned, expiresOn);
  const { qualification } = state;

  const inCurrency = (minor: number) => ({ amount: minor, currency: terms.currency });
  const of = refundedBy(spend, amount);
  const moved = closed(
    was,
    opening,
    {
      about: aboutOf(spend, opening, amount, note, stamp),
      state: {
        storedValue,
        points,
        qualification: {
          spend: Math.max(0, qualification.spend - share.spend),
          purchases: Math.max(0, qualification.purchases - (isWhole ? 1 : 0)),
        },
      },
      lines: [
        { ledger: "stored-value", kind: "returned", was: state.storedValue, is: storedValue },
        { ledger: "points", kind: "returned", was: state.points, is: returned },
        { ledger: "points", kind: "taken-back", was: returned, is: points, expiresOn },
      ],
      measures: {
        refunds: 1,
        refunded: amount,
        purchasesRefunded: isWhole ? 1 : 0,
        storedValueReturned: share.storedValue,
        pointsReturned: share.points,
        pointsTakenBack: earned,
      },
      tier: "falls",
      more: {
        movement: { next: of, was: spend },
        ...(!spend.alreadyBooked && { purchase: purchaseTakenBack(spend.month, amount, isWhole) }),
      },
    },
    terms,
    stamp,
  );
  return {
    ...moved,
    of,
    parts: {
      returned: {
        elsewhere: inCurrency(share.elsewhere),
        storedValue: inCurrency(share.storedValue),
        points: share.points,
      },
      takenBack: { bonus: inCurrency(0), points: earned, owed: lacking },
    },
  };
}

/** A purchase is taken out of the month in which it was made; one that is refunded in part still is one. */
function purchaseTakenBack(month: string, amount: number, isWhole: boolean): Measures {
  const whole = negated(purchaseMeasures(month, amount));
  return isWhole ? whole : sum([whole, purchaseMeasures(month, 0)]);
}

function purchaseOf({ amount, paid, earned }: Spend): Purchase {
  return {
    amount: amount.amount,
    storedValue: paid.storedValue.amount,
    bonus: paid.bonus.amount,
    points: paid.points,
    worth: paid.worth.amount,
    earned: earned.points,
    rate: earned.rate,
  };
}

import * as z from "zod";
import type { Measures } from "../aggregates/ledger.ts";
import { negated, sum } from "../aggregates/measures.ts";
import { idOf } from "../ids/id.ts";
import { money } from "../money/money.ts";
import { purchaseMeasures } from "../performance/purchases.ts";
import { ruleBroken } from "../problem/problem.ts";
import type { Stamp } from "../table/record.ts";
import { text } from "../text/text.ts";
import { credited, takenBack, takenOut, toppedUp } from "./account.ts";
import { closed, type Moved, opened } from "./course.ts";
import type { Membership } from "./membership.ts";
import type { Movement, Spend, TopUp } from "./movement.ts";
import { lastDayOf } from "./points-rules.ts";
import { bonusShare, lotsReturned, type Purchase, shareOf } from "./refundable.ts";
import { movedMoney } from "./spend.ts";
import type { Terms } from "./terms.ts";

/** Sentences that callers read. */
export const REFUND_RULES = {
  one: "a refund is of one spend or of one top-up: give spendId or topUpId",
  done: "all of it is refunded already",
  more: "a refund is no more than what is left of it",
  settled: "what was before the customer joined again was settled when the membership ended",
} as const;

/** What is refunded: all that is left of it unless an amount is told. */
export const refunding = z
  .strictObject({
    spendId: idOf("movement").optional(),
    topUpId: idOf("movement").optional(),
    amount: movedMoney.optional(),
    note: text(500).optional(),
  })
  .refine(({ spendId, topUpId }) => (spendId === undefined) !== (topUpId === undefined), {
    error: REFUND_RULES.one,
  });
export type Refunding = z.infer<typeof refunding>;

/** What came of a refund. */
export const refundParts = {
  returned: z
    .object({
      elsewhere: money.meta({ description: "To be paid out by whoever took it" }),
      storedValue: money,
      points: z.int(),
    })
    .meta({ description: "What the customer gets back" }),
  takenBack: z
    .object({
      bonus: money.meta({ description: "Of a top-up" }),
      points: z.int().meta({ description: "Earned by the purchase" }),
      owed: z.int().meta({ description: "What of these was spent already: later points pay it first" }),
    })
    .meta({ description: "What goes with it" }),
};
const parts = z.object(refundParts);

/** A refund, decided: what of the movement is refunded now, and what goes where. */
export interface Refunded extends Moved {
  readonly of: Movement;
  readonly parts: z.infer<typeof parts>;
}

/**
 * A refund of a purchase or a top-up, or of a part: takes back what it earned, and a tier that was reached by it. Pure.
 * @param movement as it stands, with what was refunded of it before
 * @throws Problem rule-broken
 */
export function decideRefund(
  was: Membership,
  movement: Movement,
  { amount: asked, note }: Pick<Refunding, "amount" | "note">,
  terms: Terms,
  stamp: Stamp,
): Refunded {
  if (was.rejoinedAt !== undefined && movement.recordedAt < was.rejoinedAt)
    throw ruleBroken(REFUND_RULES.settled);
  const left = movement.amount.amount - movement.refunded.amount;
  const amount = asked?.amount ?? left;
  if (left === 0) throw ruleBroken(REFUND_RULES.done);
  if (amount > left) throw ruleBroken(REFUND_RULES.more, "/amount");
  switch (movement.kind) {
    case "spend":
      return refundSpend(was, movement, amount, note, terms, stamp);
    case "top-up":
      return refundTopUp(was, movement, amount, note, terms, stamp);
    default:
      return movement satisfies never;
  }
}

function refundSpend(
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

function refundTopUp(
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

/** A purchase is taken out of the month in which it was made; one that is refunded in part still is one. */
function purchaseTakenBack(month: string, amount: number, isWhole: boolean): Measures {
  const whole = negated(purchaseMeasures(month, amount));
  return isWhole ? whole : sum([whole, purchaseMeasures(month, 0)]);
}

/** A refund counts in its own month, for the tier that the purchase counted for. */
function aboutOf(
  { id: refunds, tier, reference }: Movement,
  { id, month }: ReturnType<typeof opened>,
  amount: number,
  note: string | undefined,
  { now }: Stamp,
) {
  return {
    kind: "refund",
    id,
    at: now.toISOString(),
    month,
    tier,
    amount,
    reference,
    note,
    refunds,
  } as const;
}

function refundedBy<M extends Movement>(movement: M, amount: number): M {
  const refunded = { ...movement.refunded, amount: movement.refunded.amount + amount };
  return { ...movement, refunded, version: movement.version + 1 };
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

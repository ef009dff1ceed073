import * as z from "zod";
import type { Context } from "../http/context.ts";
import { idOf } from "../ids/id.ts";
import { type Money, money } from "../money/money.ts";
import { ruleBroken } from "../problem/problem.ts";
import type { Stamp } from "../table/record.ts";
import { type Change, shownAs } from "../table/write.ts";
import { text } from "../text/text.ts";
import { closed, type Moved, opened } from "./course.ts";
import { type Membership, membership } from "./membership.ts";
import { move } from "./move.ts";
import { movedMoney } from "./spend.ts";
import type { Terms } from "./terms.ts";

/** Sentences that callers read. */
export const END_RULES = {
  owed: ({ amount, currency }: Money) =>
    `the membership still holds ${amount} minor units of ${currency} that the customer paid in: pay them out and say so with paidOut, or refund its top-ups first`,
  exactly: ({ amount, currency }: Money) =>
    `what is paid out is exactly what the customer paid in and did not spend: ${amount} minor units of ${currency}`,
} as const;

/** How a membership ends (退会). */
export const ending = z.strictObject({
  reason: text(500),
  /** What was paid out: all that is left of what the customer paid in; nothing where nothing is left. */
  paidOut: movedMoney.optional(),
});
export type Ending = z.infer<typeof ending>;

/** What came of it. */
export const endAnswer = z
  .object({
    id: idOf("movement"),
    membershipId: idOf("membership"),
    customerId: idOf("customer"),
    number: z.string(),
    paidOut: money,
    forfeited: z.object({
      bonus: money.meta({ description: "Stored value that was given, not paid in" }),
      points: z.int(),
    }),
    forgiven: z.int().meta({ description: "Points that were owed" }),
    qualification: membership.shape.qualification.meta({ description: "What the tier followed from" }),
  })
  .meta({ id: "MembershipEndAnswer" });

/** A membership's end, decided. */
export interface Ended extends Moved {
  readonly parts: Pick<z.infer<typeof endAnswer>, "paidOut" | "forfeited" | "forgiven" | "qualification">;
}

/**
 * Ends a membership: what the customer paid in is paid out, what was given goes, points go, and what was owed of them is
 * forgiven. The statement keeps all of it. Pure.
 * @throws Problem rule-broken unless exactly what is left of the paid money is paid out
 */
export function decideEnd(was: Membership, { reason, paidOut }: Ending, terms: Terms, stamp: Stamp): Ended {
  const opening = opened(was, terms, stamp.now);
  const { state, id, month } = opening;
  const { balance, bonus } = state.storedValue;
  const inCurrency = (amount: number): Money => ({ amount, currency: terms.currency });
  const paidIn = inCurrency(balance - bonus);
  if (paidOut === undefined && paidIn.amount > 0) throw ruleBroken(END_RULES.owed(paidIn), "/paidOut");
  if (paidOut !== undefined && paidOut.amount !== paidIn.amount)
    throw ruleBroken(END_RULES.exactly(paidIn), "/paidOut");

  const given = { balance: bonus, bonus };
  const nothing = { balance: 0, bonus: 0 };
  const noPoints = { balance: 0, owed: 0, lots: [] };
  const at = stamp.now.toISOString();
  const moved = closed(
    was,
    opening,
    {
      about: { kind: "end", id, at, month, tier: was.tier, note: reason },
      state: { ...state, storedValue: nothing, points: noPoints },
      lines: [
        { ledger: "stored-value", kind: "paid-out", was: state.storedValue, is: given },
        { ledger: "stored-value", kind: "forfeited", was: given, is: nothing },
        { ledger: "points", kind: "forfeited", was: state.points, is: noPoints },
      ],
      measures: {
        ended: 1,
        paidOut: paidIn.amount,
        bonusForfeited: bonus,
        pointsForfeited: state.points.balance,
      },
      tier: "stays",
    },
    terms,
    stamp,
  );
  return {
    ...moved,
    next: { ...moved.next, deletedAt: at, endReason: reason },
    parts: {
      paidOut: paidIn,
      forfeited: { bonus: inCurrency(bonus), points: state.points.balance },
      forgiven: state.points.owed,
      qualification: was.qualification,
    },
  };
}

/** Ends a membership; its statement and its history stay, and the customer may join again. Two calls. @throws Problem not-found, forbidden, rule-broken */
export async function endMembership(
  customerId: string,
  said: Ending,
  context: Context,
): Promise<Change<z.input<typeof endAnswer>>> {
  const decide = (was: Membership, terms: Terms, stamp: Stamp) => decideEnd(was, said, terms, stamp);
  return shownAs(await move(customerId, decide, context, "delete"), ({ was, about: { id }, parts }) => ({
    id,
    membershipId: was.id,
    customerId: was.customerId,
    number: was.number,
    ...parts,
  }));
}

import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { ruleBroken } from "../problem/problem.ts";
import type { Stamp } from "../table/record.ts";
import { text } from "../text/text.ts";
import type { Membership } from "./membership.ts";
import type { Movement } from "./movement.ts";
import { refundSpend } from "./refund-spend.ts";
import { refundTopUp } from "./refund-top-up.ts";
import type { Refunded } from "./refunded.ts";
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

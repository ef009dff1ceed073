import * as z from "zod";
import type { Context } from "../http/context.ts";
import { idOf } from "../ids/id.ts";
import { type Change, shownAs } from "../table/write.ts";
import type { Moved } from "./course.ts";
import { move, refund } from "./move.ts";
import { spend, topUp } from "./movement.ts";
import type { Refunding } from "./refund.ts";
import { refundParts } from "./refunded.ts";
import { membershipAnswer, withBenefits } from "./shown.ts";
import { decideSpend, type Spending } from "./spend.ts";
import { termsNow } from "./terms.ts";
import type { Tiers } from "./tiers.ts";
import { decideRedemption, decideTopUp, type redeeming, type toppingUp } from "./top-up.ts";

const after = {
  tierChange: z
    .object({ from: z.string(), to: z.string() })
    .optional()
    .meta({ description: "When the tier rose or fell by it" }),
  membership: membershipAnswer,
};

/** A movement as callers are shown it, with what was refunded of it. */
export const movementAnswer = z
  .discriminatedUnion("kind", [spend.omit({ version: true }), topUp.omit({ version: true })])
  .meta({ id: "MembershipMovement" });
export const spendAnswer = spend.omit({ version: true }).extend(after).meta({ id: "MembershipSpendAnswer" });
export const topUpAnswer = topUp.omit({ version: true }).extend(after).meta({ id: "MembershipTopUpAnswer" });
export const refundAnswer = z
  .object({ id: idOf("movement"), of: movementAnswer, ...refundParts, ...after })
  .meta({ id: "MembershipRefundAnswer" });
export const redemptionAnswer = z
  .object({ id: idOf("movement"), points: z.int(), for: z.string(), ...after })
  .meta({ id: "MembershipRedemptionAnswer" });

function afterwards({ was, next }: Moved, tiers: Tiers) {
  return {
    ...(was.tier !== next.tier && { tierChange: { from: was.tier, to: next.tier } }),
    membership: withBenefits(next, tiers),
  };
}

/** Records a purchase. Two calls. @throws Problem not-found, forbidden, rule-broken, already-exists */
export async function recordSpend(
  customerId: string,
  said: Spending,
  context: Context,
): Promise<Change<z.input<typeof spendAnswer>>> {
  const { tiers } = await termsNow();
  const change = await move(customerId, (was, terms, stamp) => decideSpend(was, said, terms, stamp), context);
  return shownAs(change, (moved) => ({ ...moved.spend, ...afterwards(moved, tiers) }));
}

/** Tops stored value up. Two calls. @throws Problem not-found, forbidden, rule-broken, already-exists */
export async function recordTopUp(
  customerId: string,
  said: z.infer<typeof toppingUp>,
  context: Context,
): Promise<Change<z.input<typeof topUpAnswer>>> {
  const { tiers } = await termsNow();
  const change = await move(customerId, (was, terms, stamp) => decideTopUp(was, said, terms, stamp), context);
  return shownAs(change, (moved) => ({ ...moved.topUp, ...afterwards(moved, tiers) }));
}

/** Gives points for a reward. Two calls. @throws Problem not-found, forbidden, rule-broken */
export async function redeemPoints(
  customerId: string,
  said: z.infer<typeof redeeming>,
  context: Context,
): Promise<Change<z.input<typeof redemptionAnswer>>> {
  const { tiers } = await termsNow();
  const change = await move(
    customerId,
    (was, terms, stamp) => decideRedemption(was, said, terms, stamp),
    context,
  );
  return shownAs(change, (moved) => ({ id: moved.about.id, ...said, ...afterwards(moved, tiers) }));
}

/** Refunds a purchase or a top-up. Two calls. @throws Problem not-found, forbidden, unknown-reference, rule-broken */
export async function recordRefund(
  customerId: string,
  said: Refunding,
  context: Context,
): Promise<Change<z.input<typeof refundAnswer>>> {
  const { tiers } = await termsNow();
  return shownAs(await refund(customerId, said, context), (refunded) => ({
    id: refunded.about.id,
    of: refunded.of,
    ...refunded.parts,
    ...afterwards(refunded, tiers),
  }));
}

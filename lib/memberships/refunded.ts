import * as z from "zod";
import { money } from "../money/money.ts";
import type { Stamp } from "../table/record.ts";
import type { Moved, opened } from "./course.ts";
import type { Movement } from "./movement.ts";

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

/** A refund counts in its own month, for the tier that the purchase counted for. */
export function aboutOf(
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

/** A movement of which more is refunded now; the amount in minor units. */
export function refundedBy<M extends Movement>(movement: M, amount: number): M {
  const refunded = { ...movement.refunded, amount: movement.refunded.amount + amount };
  return { ...movement, refunded, version: movement.version + 1 };
}

import { decodeTime } from "ulid";
import * as z from "zod";
import { idOf, newId, ulidOf } from "../ids/id.ts";
import { money } from "../money/money.ts";
import { instant } from "../time/calendar.ts";
import { lot } from "./lots.ts";

/** What moves a membership's balances. */
export const MOVEMENTS = ["spend", "top-up", "refund", "redemption", "expiry", "end"] as const;
export type MovementKind = (typeof MOVEMENTS)[number];

const fields = {
  id: idOf("movement"),
  customerId: idOf("customer"),
  membershipId: idOf("membership"),
  at: instant,
  recordedAt: instant,
  recordedBy: z.string(),
  /** Of `at`, in the company's zone: the month that reports count it in. */
  month: z.string(),
  /** What the member had when it was made. */
  tier: z.string(),
  amount: money,
  reference: z.string().optional(),
  note: z.string().optional(),
  /** How much of it was refunded so far. */
  refunded: money,
  version: z.int(),
} as const;

/** A purchase that was reported. */
export const spend = z
  .object({
    ...fields,
    kind: z.literal("spend"),
    paid: z.object({
      storedValue: money,
      bonus: money.meta({ description: "What of the stored value was bonus" }),
      points: z.int(),
      worth: money.meta({ description: "What the points paid" }),
      elsewhere: money.meta({ description: "Paid outside of the membership" }),
      /** The lots that the points were taken from. */
      lots: z.array(lot),
    }),
    earned: z.object({
      points: z.int(),
      rate: z.object({ points: z.int(), unit: z.int() }),
      expiresOn: z.string().optional(),
    }),
    /** Whether the customer's purchases count it already, e.g. as a won deal. */
    alreadyBooked: z.boolean(),
  })
  .meta({ id: "MembershipSpend" });
export type Spend = z.infer<typeof spend>;

/** Money that was paid in. */
export const topUp = z
  .object({ ...fields, kind: z.literal("top-up"), bonus: money })
  .meta({ id: "MembershipTopUp" });
export type TopUp = z.infer<typeof topUp>;

/** What can be refunded. */
export const movement = z.discriminatedUnion("kind", [spend, topUp]);
export type Movement = z.infer<typeof movement>;

/** Key of a movement's item; it lies beside its membership. */
export function movementKey(membershipId: string, id: string) {
  return { pk: membershipId, sk: `movement#${id}` };
}

/** The id of a membership's next movement: behind its last one, whichever machine's clock made that. */
export function nextMovementId(last: string | undefined, now: Date): string {
  const id = newId("movement", now);
  if (last === undefined || id > last) return id;
  return newId("movement", new Date(decodeTime(ulidOf(last)) + 1));
}

import * as z from "zod";
import { keyOf, yearlyOf } from "../care/days/yearly.ts";
import { dayCopy, foundOn } from "../care/found-on.ts";
import { inCustomerView } from "../customers/view.ts";
import { idOf, ulidOf } from "../ids/id.ts";
import { money } from "../money/money.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { text } from "../text/text.ts";
import { calendarDate, instant } from "../time/calendar.ts";
import { lot } from "./lots.ts";
import { MOVEMENTS } from "./movement.ts";

/** What a caller says of a membership. */
export const membershipInput = z.strictObject({
  customerId: idOf("customer"),
  /** Given by the configured numbering unless the caller brings one, e.g. that of a card. */
  number: text(60).optional(),
  /** Today unless told: purchases count from this day on. */
  joinedOn: calendarDate.optional(),
  note: text(1000).optional(),
});
export type MembershipInput = z.infer<typeof membershipInput>;

/** What moved a membership's balances last. */
const lastMovement = z.object({
  id: idOf("movement"),
  kind: z.enum(MOVEMENTS),
  at: instant,
  reference: z.string().optional(),
  amount: money.optional(),
  /** What it changed: minor units, points, and points that expired. */
  storedValue: z.int(),
  points: z.int(),
  expired: z.int(),
});

/** A customer's membership (会员): one at most, whose id follows from the customer's. */
export const membership = z
  .object({
    ...recordFields,
    ...membershipInput.shape,
    id: idOf("membership"),
    number: z.string(),
    customerName: z.string(),
    /** Owner and department of the customer, whose membership is theirs too. */
    customerOwnerId: idOf("user").optional(),
    departmentId: idOf("department").optional(),
    joinedOn: calendarDate,
    /** A key of the setting `membership-tiers`. */
    tier: z.string(),
    tierSince: instant,
    /** How the tier came about. */
    tierMove: z.enum(["joined", "raised", "lowered"]),
    /** What the tier follows from; kept apart from what can be spent. */
    qualification: z.object({ spend: money, purchases: z.int() }),
    storedValue: z.object({ balance: money, bonus: money }),
    points: z.object({ balance: z.int(), owed: z.int(), lots: z.array(lot) }),
    last: lastMovement.optional(),
    lastPurchaseOn: calendarDate.optional(),
    /** Last day of the points that a mail warned of last. */
    warnedFor: calendarDate.optional(),
    /** Why the customer is a member no more, of a membership that has ended. */
    endReason: z.string().optional(),
    /** When the customer joined again: what was before is settled. */
    rejoinedAt: instant.optional(),
    /** When points are next to be warned of, or to go: the beginning of a day in the company's zone. */
    dueAt: instant.optional(),
  })
  .meta({ id: "Membership" });
export type Membership = z.infer<typeof membership>;

/** The id of a customer's membership: knowing the one is knowing the other. */
export function membershipIdOf(customerId: string): string {
  return `mbr_${ulidOf(customerId)}`;
}

/** Where members wait whose points are to be warned of, or to go: spread, so that nobody waits for all others. */
export const DUE_PARTITIONS = Array.from({ length: 8 }, (_, shard) => `memberships#due#${shard}`);

const duePartition = (id: string) =>
  DUE_PARTITIONS[(id.codePointAt(id.length - 1) ?? 0) % DUE_PARTITIONS.length];

/** Where the members of a tier are found. */
export function tierShelf(tier: string): string {
  return `membership#tier#${tier}`;
}

/** The unique value of a membership's number. */
export function numberClaim(number: string): string {
  return `number:${number}`;
}

export const memberships = defineEntity({
  type: "membership",
  schema: membership,
  owner: ({ customerOwnerId, departmentId }) => ({ ownerId: customerOwnerId, departmentId }),
  claims: ({ number }) => [{ value: numberClaim(number), pointer: "/number" }],
  indexes: ({ id, customerId, tier, dueAt }) => ({
    ...inCustomerView(customerId, "membership"),
    namePk: tierShelf(tier),
    nameSk: id,
    ...(dueAt !== undefined && {
      duePk: duePartition(id),
      dueSk: `${dueAt}#${id}`,
    }),
  }),
  copies: ({ id, joinedOn }) => [dayCopy("joined", foundOn.joining(keyOf(yearlyOf(joinedOn))), id)],
});

import * as z from "zod";
import { defineEvent } from "./event.ts";

const of = { membershipId: z.string(), customerId: z.string() };
const example = {
  membershipId: "mbr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};

/** A customer became a member. */
export const membershipJoined = defineEvent({
  name: "membership.joined",
  version: 1,
  detail: z.object({ ...of, tier: z.string() }),
  example: { ...example, tier: "regular" },
});

/** A customer is a member no more. */
export const membershipEnded = defineEvent({
  name: "membership.ended",
  version: 1,
  detail: z.object(of),
  example,
});

/** A member's tier rose by a purchase, or fell by a refund. */
export const membershipTierChanged = defineEvent({
  name: "membership.tier-changed",
  version: 1,
  detail: z.object({ ...of, from: z.string(), to: z.string(), move: z.enum(["raised", "lowered"]) }),
  example: { ...example, from: "regular", to: "advanced", move: "raised" },
});

/** A member's balances moved: a purchase, a top-up, a refund or a redemption. */
export const membershipMoved = defineEvent({
  name: "membership.moved",
  version: 1,
  detail: z.object({
    ...of,
    movementId: z.string(),
    kind: z.enum(["spend", "top-up", "refund", "redemption"]),
  }),
  example: { ...example, movementId: "mov_01JCXW3V7Q8F2M4N6P8R0T2V4X", kind: "spend" },
});

/** Points went because their last day was over. */
export const membershipPointsExpired = defineEvent({
  name: "membership.points-expired",
  version: 1,
  detail: z.object({ ...of, points: z.int() }),
  example: { ...example, points: 320 },
});

/** Points will go soon; `expiresOn` is their last day. */
export const membershipPointsExpiring = defineEvent({
  name: "membership.points-expiring",
  version: 1,
  detail: z.object({ ...of, points: z.int(), expiresOn: z.string() }),
  example: { ...example, points: 320, expiresOn: "2026-12-31" },
});

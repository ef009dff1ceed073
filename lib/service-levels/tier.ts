import type { Membership } from "../memberships/membership.ts";
import { DEFAULT_TIER } from "./level.ts";

/** The membership tier of a customer, which decides the service level; those who are no members have none of their own. */
export function tierOf(membership: Pick<Membership, "tier"> | undefined): string {
  return membership?.tier ?? DEFAULT_TIER;
}

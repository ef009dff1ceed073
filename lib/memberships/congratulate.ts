import { customers } from "../customers/customer.ts";
import { findTogether } from "../table/read.ts";
import { type Change, unchanged } from "../table/write.ts";
import { DAY } from "../time/units.ts";
import { membershipIdOf, memberships } from "./membership.ts";
import { congratulation, mailTermsNow } from "./notify.ts";
import { termsNow } from "./terms.ts";

/** Nobody is congratulated later, in milliseconds: what took so long is no news any more. */
const LATEST = 14 * DAY;

/**
 * Congratulates a member on a tier that was reached, if it still is theirs and was reached these days. One mail a tier and
 * membership, whatever is delivered again. Two calls.
 */
export async function congratulate(customerId: string, tier: string, now: Date): Promise<Change<undefined>> {
  const membershipId = membershipIdOf(customerId);
  const [found, { tiers }, mail] = await Promise.all([
    findTogether([
      [memberships, membershipId],
      [customers, customerId],
    ]),
    termsNow(),
    mailTermsNow(),
  ]);
  const member = found.one(memberships, membershipId);
  const customer = found.one(customers, customerId);
  if (member?.tier !== tier || customer === undefined) return unchanged(undefined);
  if (now.getTime() - Date.parse(member.tierSince) > LATEST) return unchanged(undefined);
  return {
    writes: congratulation(customer, member, tiers, mail, now),
    result: undefined,
    // The mail is there already.
    retry: () => unchanged(undefined),
  };
}

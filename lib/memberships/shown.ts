import * as z from "zod";
import { basisPoints, money } from "../money/money.ts";
import { setting } from "../settings/setting.ts";
import type { Page } from "../table/page.ts";
import { type Change, shownAs } from "../table/write.ts";
import { type Membership, membership } from "./membership.ts";
import { membershipTiers, type Tiers, tierAbove } from "./tiers.ts";

/** What callers are shown: the membership, what its tier gives, and what is missing to the next one. */
export const membershipAnswer = membership
  .omit({ claims: true, deletedAt: true, warnedFor: true, dueAt: true, endReason: true })
  .extend({
    benefits: z.object({
      name: z.string(),
      discountBasisPoints: basisPoints.meta({ description: "Off list prices: 500 is 5 % (95 折)" }),
      privileges: z.array(z.string()),
    }),
    nextTier: z
      .object({
        key: z.string(),
        name: z.string(),
        spendMissing: money.optional(),
        purchasesMissing: z.int().optional(),
      })
      .optional()
      .meta({
        description: "Reached by the spend or by the purchases that are missing; none above the highest",
      }),
  })
  .meta({ id: "MembershipAnswer" });
export type Shown = z.input<typeof membershipAnswer>;

/** A membership as callers are shown it. */
export async function shown(record: Membership): Promise<Shown> {
  return withBenefits(record, (await setting(membershipTiers)).tiers);
}

/** The same, from tiers that were read already. */
export function withBenefits(record: Membership, tiers: Tiers): Shown {
  const tier = tiers.find(({ key }) => key === record.tier);
  const { name = record.tier, discountBasisPoints = 0, privileges = [] } = tier ?? {};
  const above = tierAbove(record.tier, tiers);
  const { spend, purchases } = record.qualification;
  const { key, name: nextName, fromSpend, fromPurchases } = above ?? {};
  const spendMissing = fromSpend === undefined ? undefined : Math.max(0, fromSpend - spend.amount);
  return {
    ...record,
    benefits: { name, discountBasisPoints, privileges },
    ...(key !== undefined &&
      nextName !== undefined && {
        nextTier: {
          key,
          name: nextName,
          ...(spendMissing !== undefined && { spendMissing: { ...spend, amount: spendMissing } }),
          ...(fromPurchases !== undefined && { purchasesMissing: Math.max(0, fromPurchases - purchases) }),
        },
      }),
  };
}

/** A change of a membership, its result as callers are shown it. */
export async function shownChange(change: Promise<Change<Membership>>): Promise<Change<Shown>> {
  // Together: a refusal that nobody waits for yet would end the process.
  const [decided, { tiers }] = await Promise.all([change, setting(membershipTiers)]);
  return shownAs(decided, (record) => withBenefits(record, tiers));
}

/** A page of memberships, as callers are shown them. */
export async function shownPage(page: Promise<Page<Membership>>): Promise<Page<Shown>> {
  const [{ items, nextCursor }, { tiers }] = await Promise.all([page, setting(membershipTiers)]);
  return { items: items.map((record) => withBenefits(record, tiers)), nextCursor };
}

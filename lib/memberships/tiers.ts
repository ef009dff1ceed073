import * as z from "zod";
import { MOST } from "../money/money.ts";
import { DEFAULT_TIER } from "../service-levels/level.ts";
import { defineSetting } from "../settings/setting.ts";
import { text } from "../text/text.ts";

/** Sentences that callers read. */
export const TIER_RULES = {
  first: "the first tier is everybody's: it asks for neither spend nor purchases",
  further: "every further tier is reached by spend or by purchases: say at least one",
  rising: "every tier asks for more than the ones before it",
  once: "must name each tier once",
  reserved: `${DEFAULT_TIER} is the service level of those without a tier, and none of a tier's own`,
} as const;

/** A key of the list of tiers. */
export const tierKey = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "must be lower-case letters, digits and hyphens" })
  .meta({ examples: ["vip"] });

const tier = z.strictObject({
  key: tierKey.refine((key) => key !== DEFAULT_TIER, { error: TIER_RULES.reserved }),
  name: text(60),
  /** Off list prices: 500 is 5 % (95 折). */
  discountBasisPoints: z.int().min(0).max(10_000),
  privileges: z.array(text(200)).max(20),
  /** Reached by so much spend, in minor units of the base currency … */
  fromSpend: z.int().min(1, { error: "must be more than zero" }).max(MOST).optional(),
  /** … or by so many purchases. */
  fromPurchases: z.int().min(1, { error: "must be at least 1" }).max(1_000_000).optional(),
});
export type Tier = z.infer<typeof tier>;

/** The tiers of members (会员等级), the lowest first (DOMAIN §11). */
export const membershipTiers = defineSetting({
  name: "membership-tiers",
  schema: z.strictObject({
    /** One taken out stays with its members until they rise or fall. */
    tiers: z
      .array(tier)
      .min(1, { error: "must name a tier" })
      .max(20)
      .refine((tiers) => new Set(tiers.map(({ key }) => key)).size === tiers.length, {
        error: TIER_RULES.once,
      })
      .refine(([first]) => first?.fromSpend === undefined && first?.fromPurchases === undefined, {
        error: TIER_RULES.first,
      })
      .refine(([, ...further]) => further.every((one) => one.fromSpend ?? one.fromPurchases), {
        error: TIER_RULES.further,
      })
      .refine(
        (tiers) =>
          rises(tiers.map(({ fromSpend }) => fromSpend)) &&
          rises(tiers.map(({ fromPurchases }) => fromPurchases)),
        { error: TIER_RULES.rising },
      ),
  }),
  default: {
    tiers: [
      { key: "regular", name: "普通", discountBasisPoints: 0, privileges: [] },
      {
        key: "advanced",
        name: "高级",
        discountBasisPoints: 200,
        privileges: ["优先预约"],
        fromSpend: 500_000,
        fromPurchases: 5,
      },
      {
        key: "vip",
        name: "VIP",
        discountBasisPoints: 500,
        privileges: ["优先预约", "免上门费"],
        fromSpend: 2_000_000,
        fromPurchases: 20,
      },
      {
        key: "supreme-vip",
        name: "至尊VIP",
        discountBasisPoints: 1_000,
        privileges: ["优先预约", "免上门费", "专属客服"],
        fromSpend: 10_000_000,
        fromPurchases: 60,
      },
    ],
  },
});
export type Tiers = typeof membershipTiers.default.tiers;

function rises(thresholds: readonly (number | undefined)[]): boolean {
  const stated = thresholds.filter((threshold) => threshold !== undefined);
  return stated.every((threshold, index) => index === 0 || threshold > (stated[index - 1] ?? 0));
}

/** What a member's tier follows from; kept apart from what can be spent. Minor units. */
export interface Qualification {
  readonly spend: number;
  readonly purchases: number;
}

/** The highest tier that is reached by spend or by number of purchases. */
export function tierReached({ spend, purchases }: Qualification, tiers: readonly Tier[]): string {
  const reached = tiers.filter(
    ({ fromSpend, fromPurchases }, index) =>
      index === 0 ||
      (fromSpend !== undefined && spend >= fromSpend) ||
      (fromPurchases !== undefined && purchases >= fromPurchases),
  );
  return reached.at(-1)?.key ?? "";
}

/** The tier after a purchase: it never falls by one, however the thresholds were changed meanwhile. */
export function raised(tier: string, qualification: Qualification, tiers: readonly Tier[]): string {
  const reached = tierReached(qualification, tiers);
  return rank(reached, tiers) > rank(tier, tiers) ? reached : tier;
}

/** The tier after a refund: it never rises by one. */
export function lowered(tier: string, qualification: Qualification, tiers: readonly Tier[]): string {
  const reached = tierReached(qualification, tiers);
  const stands = rank(tier, tiers);
  return stands < 0 || rank(reached, tiers) < stands ? reached : tier;
}

/** The place of a tier, the lowest is 0; -1 when it was taken out of the list. */
function rank(tier: string, tiers: readonly Tier[]): number {
  return tiers.findIndex(({ key }) => key === tier);
}

/** The tier above a member's; none above the highest. */
export function tierAbove(tier: string, tiers: readonly Tier[]): Tier | undefined {
  return tiers[rank(tier, tiers) + 1];
}

import * as z from "zod";
import type { Measures } from "../aggregates/ledger.ts";
import { sum } from "../aggregates/measures.ts";
import { totals, totalsWhere } from "../aggregates/totals.ts";
import type { Context } from "../http/context.ts";
import { memberLedger, membershipLedger } from "../memberships/ledgers.ts";
import { membershipTiers } from "../memberships/tiers.ts";
import { signedMoney } from "../money/money.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { linkTo } from "./grouped.ts";
import { type Asked, periodOf } from "./period.ts";
import { scope, scopeOf } from "./scope.ts";
import { visibleTotals } from "./visible.ts";

const figures = {
  joined: z.int().optional().meta({ description: "Of the members of the tier now, those who joined then" }),
  purchases: z.int(),
  spend: signedMoney,
  paidByStoredValue: signedMoney,
  paidByPoints: signedMoney,
  refunded: signedMoney,
  toppedUp: signedMoney,
  bonus: signedMoney,
  takenOut: signedMoney.meta({ description: "Top-ups that were refunded" }),
  pointsEarned: z.int(),
  pointsRedeemed: z.int(),
  pointsTakenBack: z.int(),
  pointsExpired: z.int(),
  ended: z.int().meta({ description: "Memberships that ended" }),
  paidOut: signedMoney.meta({ description: "Stored value that was paid out when they did" }),
  pointsForfeited: z.int(),
} as const;

/** The answer of the report on memberships. */
export const membershipsAnswer = z
  .object({
    from: z.string(),
    to: z.string(),
    scope,
    rows: z.array(
      z.object({
        tier: z.string(),
        tierName: z.string().optional(),
        members: z
          .int()
          .optional()
          .meta({ description: "Members of the tier now; for those who see the whole company" }),
        ...figures,
        href: z.string().meta({ description: "Where the members of the tier are read" }),
      }),
    ),
    total: z.object({ members: z.int().optional(), ...figures }),
  })
  .meta({ id: "MembershipsReport" });
export type MembershipsReport = z.infer<typeof membershipsAnswer>;

/**
 * What moved with memberships in some months, by the tier that members had then, and how many there are now. Two calls a
 * month, and one.
 */
export async function membershipsReport(asked: Asked, { caller, now }: Context): Promise<MembershipsReport> {
  const [{ from, to, months }, { baseCurrency }, { tiers }] = await Promise.all([
    periodOf(asked, now),
    setting(company),
    setting(membershipTiers),
  ]);
  const visible = scopeOf(caller);
  const [moved, joined, members] = await Promise.all([
    visibleTotals(membershipLedger, "tier", months, visible),
    visible.all ? Promise.all(months.map((month) => totalsWhere(memberLedger, "cohort", month))) : undefined,
    visible.all ? membersBy(tiers.map(({ key }) => key)) : undefined,
  ]);
  const byTier = Map.groupBy(moved, ({ dimensions }) => dimensions.tier ?? "");
  const joinedBy = joined && Map.groupBy(joined.flat(), ({ dimensions }) => dimensions.tier ?? "");
  const keys = [...new Set([...tiers.map(({ key }) => key), ...byTier.keys()])];
  const row = (key: string) => ({
    ...figuresOf(sum((byTier.get(key) ?? []).map(({ measures }) => measures)), baseCurrency),
    ...(joinedBy && { joined: sum((joinedBy.get(key) ?? []).map(({ measures }) => measures)).members ?? 0 }),
    ...(members && { members: members.get(key) ?? 0 }),
  });
  return {
    from,
    to,
    scope: visible.name,
    rows: keys.map((tier) => ({
      tier,
      tierName: tiers.find(({ key }) => key === tier)?.name,
      ...row(tier),
      href: linkTo("/memberships", { tier }),
    })),
    total: {
      ...figuresOf(sum(moved.map(({ measures }) => measures)), baseCurrency),
      ...(joined && { joined: sum(joined.flat().map(({ measures }) => measures)).members ?? 0 }),
      ...(members && { members: [...members.values()].reduce((all, count) => all + count, 0) }),
    },
  };
}

async function membersBy(tiers: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const found = await totals(
    memberLedger,
    "tier",
    tiers.map((tier) => ({ tier })),
  );
  return new Map(found.map(({ dimensions, measures }) => [dimensions.tier ?? "", measures.members ?? 0]));
}

function figuresOf(measures: Measures, currency: string) {
  const count = (name: string) => measures[name] ?? 0;
  const amount = (name: string) => ({ amount: count(name), currency });
  return {
    purchases: count("purchases") - count("purchasesRefunded"),
    spend: amount("spend"),
    paidByStoredValue: amount("paidByStoredValue"),
    paidByPoints: amount("paidByPoints"),
    refunded: amount("refunded"),
    toppedUp: amount("toppedUp"),
    bonus: amount("bonus"),
    takenOut: amount("takenOut"),
    pointsEarned: count("pointsEarned"),
    pointsRedeemed: count("pointsRedeemed"),
    pointsTakenBack: count("pointsTakenBack"),
    pointsExpired: count("pointsExpired"),
    ended: count("ended"),
    paidOut: amount("paidOut"),
    pointsForfeited: count("pointsForfeited"),
  };
}

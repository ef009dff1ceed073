import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { type PointsRules, pointsRules } from "./points-rules.ts";
import { membershipTiers, type Tiers } from "./tiers.ts";
import { topUpBonus } from "./top-up-bonus.ts";

/** What movements are decided by besides the membership itself. */
export interface Terms {
  readonly tiers: Tiers;
  readonly points: PointsRules;
  readonly bonus: (typeof topUpBonus.default)["bands"];
  readonly timeZone: string;
  readonly currency: string;
}

/** The terms as they stand, from the cache. */
export async function termsNow(): Promise<Terms> {
  const [{ tiers }, points, { bands }, { timeZone, baseCurrency }] = await Promise.all([
    setting(membershipTiers),
    setting(pointsRules),
    setting(topUpBonus),
    setting(company),
  ]);
  return { tiers, points, bonus: bands, timeZone, currency: baseCurrency };
}

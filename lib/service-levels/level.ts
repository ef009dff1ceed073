import * as z from "zod";
import { defineSetting } from "../settings/setting.ts";
import { text } from "../text/text.ts";

/** The level of customers whose tier has none of its own. */
export const DEFAULT_TIER = "default";

const most = 60 * 24 * 365;
const minutes = z
  .int({ error: "must be a whole number of business minutes" })
  .min(1, { error: "must be at least a minute" })
  .max(most, { error: `must be at most ${most} business minutes` });

/** Sentences that callers read. */
export const LEVEL_RULES = {
  resolutionFirst: "the first response is due no later than the resolution",
  warning: "a warning comes before its target: it must be shorter than both targets",
  default: `there is a level ${DEFAULT_TIER}, for customers without a tier`,
} as const;

/** What customers of a tier are promised, in business minutes (DOMAIN §9). */
export const serviceLevel = z
  .strictObject({
    firstResponseMinutes: minutes,
    resolutionMinutes: minutes,
    /** How long before a target whoever works on a request is warned; 0 is not at all. */
    warnBeforeMinutes: z
      .int()
      .min(0, { error: "must not be negative" })
      .max(most, { error: `must be at most ${most} business minutes` }),
  })
  .refine(({ firstResponseMinutes, resolutionMinutes }) => firstResponseMinutes <= resolutionMinutes, {
    path: ["resolutionMinutes"],
    error: LEVEL_RULES.resolutionFirst,
  })
  .refine(
    ({ firstResponseMinutes, resolutionMinutes, warnBeforeMinutes }) =>
      warnBeforeMinutes < Math.min(firstResponseMinutes, resolutionMinutes),
    { path: ["warnBeforeMinutes"], error: LEVEL_RULES.warning },
  );
export type ServiceLevel = z.infer<typeof serviceLevel>;

/** The service levels by the key of the customer's membership tier. */
export const serviceLevels = defineSetting({
  name: "service-levels",
  schema: z.strictObject({
    levels: z
      .record(text(60), serviceLevel)
      .refine((levels) => DEFAULT_TIER in levels, { error: LEVEL_RULES.default })
      .refine((levels) => Object.keys(levels).length <= 50, { error: "must have at most 50 levels" }),
  }),
  default: {
    levels: {
      [DEFAULT_TIER]: { firstResponseMinutes: 120, resolutionMinutes: 960, warnBeforeMinutes: 30 },
    },
  },
});

/** The level of a tier. */
export function levelOf(tier: string, { levels }: typeof serviceLevels.default): ServiceLevel {
  const level = Object.hasOwn(levels, tier) ? levels[tier] : levels[DEFAULT_TIER];
  if (level === undefined) throw new Error(`the service levels have no ${DEFAULT_TIER}`);
  return level;
}

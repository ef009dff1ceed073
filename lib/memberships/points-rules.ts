import * as z from "zod";
import { MOST } from "../money/money.ts";
import { ruleBroken } from "../problem/problem.ts";
import { defineSetting } from "../settings/setting.ts";
import { addMonths } from "../time/calendar.ts";
import { addDays } from "../time/zone.ts";
import { tierKey } from "./tiers.ts";

/** Sentences that callers read. */
export const POINTS_RULES = {
  warning: "points are warned of within their last month of life at the earliest: warnDays must be shorter",
  tooFew: "so few points are worth less than one minor unit",
} as const;

const perUnit = z
  .int({ error: "must be a whole number of points" })
  .min(0, { error: "must not be negative" })
  .max(1_000, { error: "must be at most 1000" });

/** How points are earned, what they are worth and when they expire (积分, DOMAIN §11). */
export const pointsRules = defineSetting({
  name: "points-rules",
  schema: z
    .strictObject({
      earn: z.strictObject({
        /** Spend, in minor units of the base currency, that earns once; what is less earns its whole part. */
        unit: z.int().min(1, { error: "must be more than zero" }).max(MOST),
        /** Points a unit … */
        points: perUnit,
        /** … and those of tiers that earn another number. */
        byTier: z.record(tierKey, perUnit),
      }),
      /** What points pay: so many are worth so many minor units. */
      worth: z.strictObject({
        points: z.int().min(1, { error: "must be at least 1" }).max(1_000_000),
        amount: z.int().min(1, { error: "must be at least one minor unit" }).max(1_000_000),
      }),
      /** They expire at the end of the month so many months after the one they were earned in; never without. */
      validMonths: z
        .int()
        .min(1, { error: "must be at least a month" })
        .max(60, { error: "must be at most 60 months" })
        .optional(),
      /** A mail warns so many days before; 0 is not at all. */
      warnDays: z.int().min(0, { error: "must not be negative" }).max(90, { error: "must be at most 90" }),
    })
    .refine(({ validMonths, warnDays }) => validMonths === undefined || warnDays <= validMonths * 28, {
      path: ["warnDays"],
      error: POINTS_RULES.warning,
    }),
  default: {
    earn: { unit: 100, points: 1, byTier: { vip: 2, "supreme-vip": 3 } },
    worth: { points: 100, amount: 100 },
    validMonths: 12,
    warnDays: 30,
  },
});
export type PointsRules = typeof pointsRules.default;

/** Points a unit of spend, as a purchase was counted with. */
export interface Rate {
  readonly points: number;
  /** Minor units. */
  readonly unit: number;
}

/** What a tier earns. */
export function rateOf(tier: string, { earn: { unit, points, byTier } }: PointsRules): Rate {
  return { unit, points: Object.hasOwn(byTier, tier) ? (byTier[tier] ?? points) : points };
}

/** The points that some spend earns: what is less than a point earns none. @param spend minor units */
export function earnedBy(spend: number, { points, unit }: Rate): number {
  return Number((BigInt(spend) * BigInt(points)) / BigInt(unit));
}

/**
 * What some points pay, in minor units: exactly, so that none of them is lost.
 * @throws Problem rule-broken that names the multiples there are
 */
export function worthOf(points: number, { worth }: PointsRules, pointer: string): number {
  const step = worth.points / greatestDivisor(worth.points, worth.amount);
  if (points < worth.points / worth.amount) throw ruleBroken(POINTS_RULES.tooFew, pointer);
  if (points % step !== 0)
    throw ruleBroken(`points pay whole minor units: give a multiple of ${step}`, pointer);
  return Number((BigInt(points) * BigInt(worth.amount)) / BigInt(worth.points));
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** The last day on which points earned on a day stand: the end of a month, so that a member has few lots. */
export function expiryOf(on: string, { validMonths }: PointsRules): string | undefined {
  return validMonths === undefined ? undefined : lastDayOf(addMonths(on.slice(0, 7), validMonths));
}

/** The last day of a month. */
export function lastDayOf(month: string): string {
  return addDays(`${addMonths(month, 1)}-01`, -1);
}

import * as z from "zod";
import { defineSetting } from "../settings/setting.ts";

const share = z
  .int()
  .min(0, { error: "must not be negative" })
  .max(10_000, { error: "must be at most 10000 basis points" });

const days = z
  .int()
  .min(1, { error: "must be at least a day" })
  .max(3650, { error: "must be at most 10 years" });

/** Four limits that part five scores. */
const limits = z
  .array(z.int().min(1, { error: "must be at least 1" }).max(100_000))
  .length(4, { error: "must name four limits: they part five scores" })
  .refine((all) => all.every((limit, index) => index === 0 || limit > (all[index - 1] ?? 0)), {
    error: "must rise",
  });

/** How customers are classed by what they bought, and when one is dormant (DOMAIN §10). */
export const valueRules = defineSetting({
  name: "customer-value",
  schema: z
    .strictObject({
      /** Basis points of the customers who bought that are class A (gold), those with the most revenue. */
      goldShare: share,
      /** Basis points that are flagged as class C, those with the least. */
      lowShare: share,
      /** Only the revenue of so many months, the current one included; all there ever was unless told. */
      revenueMonths: z
        .int()
        .min(1, { error: "must be at least a month" })
        .max(120, { error: "must be at most 120 months" })
        .optional(),
      /** A customer who bought before, but not for so many days, is dormant. */
      dormantAfterDays: days,
      /** Days since the last purchase up to which recency scores 5, 4, 3, 2; later 1. */
      recencyDays: limits,
      /** Purchases within 12 months up to which frequency scores 1, 2, 3, 4; more 5. */
      frequency: limits,
    })
    .refine(({ goldShare, lowShare }) => goldShare + lowShare <= 10_000, {
      error: "must leave no customer in both: the two shares are at most 10000 basis points together",
      path: ["lowShare"],
    }),
  default: {
    goldShare: 500,
    lowShare: 2000,
    dormantAfterDays: 180,
    recencyDays: [30, 90, 180, 365],
    frequency: [1, 2, 4, 8],
  },
});
export type ValueRules = typeof valueRules.default;

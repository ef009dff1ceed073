import * as z from "zod";
import { basisPoints, MOST, times } from "../money/money.ts";
import { defineSetting } from "../settings/setting.ts";

/** Sentences that callers read. */
export const BONUS_RULES = {
  one: "a band gives either a share of the top-up or a fixed amount",
  rising: "bands begin at rising amounts",
} as const;

const minor = z.int().min(1, { error: "must be more than zero" }).max(MOST);

const band = z
  .strictObject({
    /** Top-ups of at least so much, in minor units of the base currency. */
    from: minor,
    /** A share of the whole top-up … */
    basisPoints: basisPoints.min(1, { error: "must be more than zero" }).optional(),
    /** … or a fixed amount in minor units. */
    amount: minor.optional(),
  })
  .refine((one) => (one.basisPoints === undefined) !== (one.amount === undefined), {
    error: BONUS_RULES.one,
  });
type Band = z.infer<typeof band>;

/** What a top-up is given besides (充值赠送): the band with the highest beginning that it reaches; none unless a company sets some. */
export const topUpBonus = defineSetting({
  name: "top-up-bonus",
  schema: z.strictObject({
    bands: z
      .array(band)
      .max(20)
      .refine((bands) => bands.every(({ from }, index) => from > (bands[index - 1]?.from ?? 0)), {
        error: BONUS_RULES.rising,
      }),
  }),
  default: { bands: [] },
});

/** The bonus of a top-up. @param amount minor units */
export function bonusOf(amount: number, bands: readonly Band[]): number {
  const reached = bands.findLast(({ from }) => amount >= from);
  if (reached === undefined) return 0;
  return reached.amount ?? times(amount, reached.basisPoints ?? 0, 10_000);
}

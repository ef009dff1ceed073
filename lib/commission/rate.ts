import * as z from "zod";
import { basisPoints, money } from "../money/money.ts";
import { type Band, flawOfBands } from "./bands.ts";

const band = z.strictObject({
  from: money.meta({ description: "Included; the first band begins at 0" }),
  to: money.optional().meta({ description: "Excluded; the last band has none" }),
  basisPoints,
});

/** How a rule pays (DOMAIN §5). */
export const rate = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("percent"),
      basisPoints: basisPoints.meta({ description: "Of the amount sold: 500 is 5 %" }),
    }),
    z.strictObject({
      kind: z.literal("fixed-per-unit"),
      amount: money.meta({ description: "For each unit sold" }),
    }),
    z.strictObject({
      kind: z.literal("bands"),
      mode: z.enum(["marginal", "whole-amount"]).meta({
        description:
          "marginal: each band pays for the part that lies in it; whole-amount: the band that is reached pays for all",
      }),
      per: z.enum(["deal", "month"]).meta({
        description: "What is measured: the deal, or what the salesperson sold under this rule in the month",
      }),
      bands: z.array(band).min(1).max(12),
    }),
  ])
  .meta({ id: "CommissionRate" });
export type Rate = z.infer<typeof rate>;
type BandsRate = Extract<Rate, { kind: "bands" }>;

/** The bands of a rate, in minor units. */
export function bandsOf({ bands }: BandsRate): Band[] {
  return bands.map(({ from, to, basisPoints }) => ({ from: from.amount, to: to?.amount, basisPoints }));
}

/** Why a rate cannot be used, with the JSON pointer inside it. */
export function flawOfRate(checked: Rate): { pointer: string; sentence: string } | undefined {
  if (checked.kind !== "bands") return undefined;
  const { currency = "XXX" } = checked.bands[0]?.from ?? {};
  const flaw = flawOfBands(bandsOf(checked), (amount) => shown(amount, currency));
  return flaw && { pointer: `/bands/${flaw.index}`, sentence: flaw.sentence };
}

/** Minor units as people write them, in the currency's own decimals. */
function shown(amount: number, currency: string): string {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions();
  return `${(amount / 10 ** digits).toFixed(digits)} ${currency}`;
}

import * as z from "zod";

/** Largest amount in minor units that is still summed exactly in a month's aggregate. */
export const MOST = 1_000_000_000_000;

/** Minor units of a currency, not negative: 128050 is ¥1,280.50. */
export const minorUnits = z
  .int({ error: "must be a whole number of minor units" })
  .min(0, { error: "must not be negative" })
  .max(MOST, { error: `must be at most ${MOST} minor units` });

const currency = z.string().regex(/^[A-Z]{3}$/, { error: "must be an ISO 4217 code" });

/** Money as callers write and read it (DOMAIN §1). */
export const money = z
  .strictObject({ amount: minorUnits, currency })
  .meta({ id: "Money", examples: [{ amount: 128050, currency: "CNY" }] });
export type Money = z.infer<typeof money>;

/** Largest amount in minor units that is kept exactly. */
const MOST_STATED = Number.MAX_SAFE_INTEGER;

/** Money that is told of somebody and never summed: what a company earns a year may be more than any deal. */
export const statedMoney = z
  .strictObject({
    amount: z
      .int({ error: "must be a whole number of minor units" })
      .min(0, { error: "must not be negative" })
      .max(MOST_STATED, { error: `must be at most ${MOST_STATED} minor units` }),
    currency,
  })
  .meta({ id: "StatedMoney", examples: [{ amount: 1_169_803_000_000, currency: "CNY" }] });

/** Money that may be negative: what is taken back again. */
export const signedMoney = z
  .object({ amount: z.int(), currency })
  .meta({ id: "SignedMoney", examples: [{ amount: -128050, currency: "CNY" }] });

/** A part of a whole, in basis points: 10000 is 100 %. */
export const basisPoints = z.int().min(0).max(10_000);

/**
 * Multiplies minor units with a ratio, rounded half-up (away from zero) to the minor unit, without floating-point error.
 * @param amount minor units
 */
export function times(amount: number, numerator: number, denominator: number): number {
  const product = BigInt(amount) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const negative = product < 0n;
  const magnitude = negative ? -product : product;
  const rounded = (magnitude * 2n + divisor) / (divisor * 2n);
  return Number(negative ? -rounded : rounded);
}

/**
 * Splits minor units by shares in basis points that sum to 10000: each part is rounded half-up and what rounding
 * leaves over or short goes to the lead, so that the parts always sum to the whole (DOMAIN §5).
 * @param lead index of the share that takes the remainder
 */
export function split(amount: number, shares: readonly number[], lead: number): number[] {
  const parts = shares.map((share) => times(amount, share, 10_000));
  const rest = amount - parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part, index) => (index === lead ? part + rest : part));
}

import * as z from "zod";
import { ALL_METERS, isMeter, type Meter } from "./meters.ts";
import list from "./prices.json" with { type: "json" };

const price = z.strictObject({
  meter: z.string().refine(isMeter),
  /** For so many of what the meter counts. */
  usd: z.number().nonnegative(),
  per: z.number().positive(),
  /** Of which an account gets so many for nothing, month after month. */
  free: z.number().nonnegative(),
  /** When the source says so. */
  on: z.iso.date(),
  source: z.string().min(1),
});
export type Price = z.infer<typeof price>;

const priceList = z.strictObject({
  region: z.string(),
  currency: z.literal("USD"),
  prices: z.array(price),
});

/** Prices by meter, with the region that they hold in. */
export interface Prices {
  readonly region: string;
  /** The oldest and the newest of the sources' dates. */
  readonly dates: readonly [string, string];
  of(meter: Meter): Price;
}

/**
 * A price list that prices every meter once.
 * @throws Error that names the meter that has no price, or several
 */
export function pricesFrom(data: unknown): Prices {
  const { region, prices } = priceList.parse(data);
  const byMeter = Map.groupBy(prices, ({ meter }) => meter);
  for (const meter of ALL_METERS) {
    const found = byMeter.get(meter)?.length ?? 0;
    if (found !== 1) throw new Error(`the price list has ${found} prices for ${meter}`);
  }
  const dates = prices.map(({ on }) => on).sort();
  return {
    region,
    dates: [dates[0] ?? "", dates.at(-1) ?? ""],
    of(meter) {
      const [only] = byMeter.get(meter) ?? [];
      if (only === undefined) throw new Error(`the price list has no price for ${meter}`);
      return only;
    },
  };
}

/** The committed price list. */
export const PRICES = pricesFrom(list);

import { MOST, type Money, times } from "../money/money.ts";
import { ruleBroken } from "../problem/problem.ts";
import type { LineInput, PricedLine } from "./line.ts";

/** What a line takes over from its product. */
export interface Offer {
  readonly name: string;
  readonly category?: string | undefined;
  readonly unitPrice: Money;
  /** Whether it is still offered. */
  readonly active: boolean;
}

/**
 * Prices lines: the product's name, category and price as they are today, and the amount after the discount, rounded
 * half-up to the minor unit. Every product is known.
 * @throws Problem rule-broken for a product no longer offered, and for an amount beyond what can be booked
 */
export function priced(lines: readonly LineInput[], offers: ReadonlyMap<string, Offer>): PricedLine[] {
  return lines.map(({ productId, quantity, unitPrice, discount = 0 }, index) => {
    const offer = offers.get(productId);
    if (offer === undefined) throw new Error(`${productId} was not read`);
    if (!offer.active) throw ruleBroken(`${offer.name} is not offered any more`, `/lines/${index}/productId`);
    const price = unitPrice ?? offer.unitPrice;
    const amount = times(price.amount, quantity * (10_000 - discount), 10_000);
    if (amount > MOST) throw tooMuch(`/lines/${index}`);
    return {
      productId,
      productName: offer.name,
      ...(offer.category !== undefined && { category: offer.category }),
      quantity,
      unitPrice: price,
      discount,
      amount: { amount, currency: price.currency },
    };
  });
}

/**
 * What lines come to, in minor units.
 * @throws Problem rule-broken beyond what can be booked
 */
export function totalOf(lines: readonly PricedLine[]): number {
  const total = lines.reduce((sum, line) => sum + line.amount.amount, 0);
  if (total > MOST) throw tooMuch("/lines");
  return total;
}

function tooMuch(pointer: string) {
  return ruleBroken(`an amount is at most ${MOST} minor units`, pointer);
}

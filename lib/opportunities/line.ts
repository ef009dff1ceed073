import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { basisPoints, money } from "../money/money.ts";

/** What a caller says of a line: a product, how many, and what differs from its list price. */
export const lineInput = z.strictObject({
  productId: idOf("product"),
  quantity: z.int().min(1, { error: "must be at least 1" }).max(1_000_000),
  /** Unless told: the price it has on this opportunity already, else the product's own. */
  unitPrice: money.optional(),
  /** Basis points off the unit price. */
  discount: basisPoints.optional(),
});
export type LineInput = z.infer<typeof lineInput>;

/** A line with the product as it was when the line was written, and its amount. */
export const pricedLine = z.object({
  productId: idOf("product"),
  productName: z.string(),
  category: z.string().optional(),
  quantity: z.int(),
  unitPrice: money,
  discount: basisPoints,
  amount: money,
});
export type PricedLine = z.infer<typeof pricedLine>;

/** Lines of one opportunity or order: a transaction has room for what they book. */
export const MOST_LINES = 20;

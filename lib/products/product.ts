import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { money } from "../money/money.ts";
import { inOrderOfNames } from "../resource/named.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { nameText, normalizedName, text } from "../text/text.ts";

/** What a caller may set of a product (DOMAIN §7). */
export const productInput = z.strictObject({
  /** Given by the configured numbering unless the caller brings one, e.g. from an older system. */
  number: text(60).optional(),
  name: nameText(200),
  category: nameText(100).optional(),
  unitPrice: money,
  /** What one costs us; shown only to those who may change products or read commission plans. */
  cost: money.optional(),
  /** Months of warranty from delivery; 0 is none. */
  warrantyMonths: z.int().min(0).max(600).default(0),
  description: text(5000).optional(),
  /** Offered today; an inactive one stays on what it was sold in. */
  active: z.boolean().default(true),
});
export type ProductInput = z.infer<typeof productInput>;

/** A product (产品) of the catalogue. */
export const product = z
  .object({ ...recordFields, ...productInput.shape, id: idOf("product"), number: z.string() })
  .meta({ id: "Product" });
export type Product = z.infer<typeof product>;

/** What callers are shown. */
export const productAnswer = product.omit({ claims: true, deletedAt: true }).meta({ id: "ProductAnswer" });

/** Unique values of a product, for lookups by exact number or name. */
export const productClaim = {
  number: (number: string) => `number:${number}`,
  name: (name: string) => `name:${normalizedName(name)}`,
} as const;

export const products = defineEntity({
  type: "product",
  schema: product,
  claims: ({ number, name }) => [
    { value: productClaim.number(number), pointer: "/number" },
    { value: productClaim.name(name), pointer: "/name" },
  ],
  indexes: (record) => inOrderOfNames("product", record),
  copies: (record) =>
    record.category === undefined
      ? []
      : [{ name: "category", keys: inOrderOfNames("product", record, record.category) }],
});

import * as z from "zod";
import type { Measures } from "../aggregates/ledger.ts";
import { sum } from "../aggregates/measures.ts";
import type { Context } from "../http/context.ts";
import { signedMoney } from "../money/money.ts";
import { productLedger } from "../performance/ledgers.ts";
import { products } from "../products/product.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { findTogether } from "../table/read.ts";
import { linkTo, measuresBy } from "./grouped.ts";
import { type Asked, periodOf, periodQuery } from "./period.ts";
import { type Scope, scope, scopeOf } from "./scope.ts";

const figures = {
  quantity: z.int(),
  amount: signedMoney,
  deals: z.int().meta({ description: "Won deals that it was part of" }),
} as const;

/** The answer of the product sales report. */
export const productSalesAnswer = z
  .object({
    from: z.string(),
    to: z.string(),
    scope,
    rows: z.array(
      z.object({
        productId: z.string(),
        productName: z.string().optional(),
        category: z.string().optional(),
        ...figures,
        href: z.string(),
      }),
    ),
    total: z.object({ quantity: z.int(), amount: signedMoney }),
  })
  .meta({ id: "ProductSalesReport" });
export type ProductSalesReport = z.infer<typeof productSalesAnswer>;

/** What was sold of each product in some months, what sold best first (DOMAIN §10). */
export async function productSalesReport(asked: Asked, context: Context): Promise<ProductSalesReport> {
  const shown = await periodOf(asked, context.now);
  const visible = scopeOf(context.caller);
  const [byProduct, { baseCurrency: currency }] = await Promise.all([
    productMeasures(shown.months, visible),
    setting(company),
  ]);
  const sold = [...byProduct].filter(([, { deals = 0, quantity = 0 }]) => deals !== 0 || quantity !== 0);
  const catalogue = await findTogether(sold.map(([id]) => [products, id] as const));
  const rows = sold
    .map(([productId, { quantity = 0, amount = 0, deals = 0 }]) => {
      const { name, category } = catalogue.one(products, productId) ?? {};
      return {
        productId,
        productName: name,
        category,
        quantity,
        amount: { amount, currency },
        deals,
        href: linkTo("/reports/entries", { ledger: productLedger.name, ...periodQuery(shown), productId }),
      };
    })
    .sort((a, b) => b.amount.amount - a.amount.amount || (a.productId < b.productId ? -1 : 1));
  const { quantity = 0, amount = 0 } = sum(sold.map(([, measures]) => measures));
  const { from, to } = shown;
  return { from, to, scope: visible.name, rows, total: { quantity, amount: { amount, currency } } };
}

/** What the ledger holds of each product, of what a scope covers. One call a month. */
export function productMeasures(
  months: readonly string[],
  visible: Scope,
): Promise<ReadonlyMap<string, Measures>> {
  return measuresBy(productLedger, "product", "product", months, visible);
}

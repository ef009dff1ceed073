import * as z from "zod";
import type { Measures } from "../aggregates/ledger.ts";
import { sum } from "../aggregates/measures.ts";
import type { Context } from "../http/context.ts";
import { NONE } from "../ids/id.ts";
import { signedMoney } from "../money/money.ts";
import { products } from "../products/product.ts";
import { faultLedger } from "../service-requests/ledgers.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { findTogether } from "../table/read.ts";
import { linkTo } from "./grouped.ts";
import { type Asked, periodOf, periodQuery } from "./period.ts";
import { meanOf } from "./sales.ts";
import { scope, scopeOf } from "./scope.ts";
import { visibleTotals } from "./visible.ts";

const figures = {
  faults: z.int(),
  resolved: z.int(),
  workMinutes: z.int(),
  meanWorkMinutes: z.number().optional(),
  cost: signedMoney.meta({ description: "Of parts and work" }),
} as const;

/** The answer of the report on faults. */
export const faultsAnswer = z
  .object({
    from: z.string(),
    to: z.string(),
    scope,
    rows: z.array(
      z.object({
        productId: z.string().optional(),
        productName: z.string().optional(),
        category: z.string(),
        ...figures,
        href: z.string().meta({ description: "Where the requests behind these figures are read" }),
      }),
    ),
    total: z.object(figures),
  })
  .meta({ id: "FaultsReport" });
export type FaultsReport = z.infer<typeof faultsAnswer>;

/** Which faults products have, by the month in which they were told of, the most frequent first (DOMAIN §9). */
export async function faultsReport(
  { productId, ...asked }: Asked & { productId?: string | undefined },
  context: Context,
): Promise<FaultsReport> {
  const shown = await periodOf(asked, context.now);
  const visible = scopeOf(context.caller);
  const [{ baseCurrency }, all] = await Promise.all([
    setting(company),
    visibleTotals(faultLedger, "category", shown.months, visible),
  ]);
  const faults = all.map(({ dimensions: { product = NONE, category = "" }, measures }) => ({
    product,
    category,
    measures,
  }));
  const found = faults.filter(({ product }) => productId === undefined || product === productId);
  const groups = [...Map.groupBy(found, ({ product, category }) => `${product}#${category}`).values()];
  const known = found.map(({ product }) => product).filter((product) => product !== NONE);
  const catalogue = await findTogether([...new Set(known)].map((id) => [products, id] as const));
  const rows = groups.flatMap((members) => {
    const [first] = members;
    const measures = sum(members.map((member) => member.measures));
    if (first === undefined || (measures.faults ?? 0) === 0) return [];
    const { product, category } = first;
    const named =
      product === NONE ? {} : { productId: product, productName: catalogue.one(products, product)?.name };
    const behind = { ...periodQuery(shown), productId: product, faultCategory: category };
    const href = linkTo("/service-requests", behind);
    return [{ ...named, category, ...figuresOf(measures, baseCurrency), href }];
  });
  return {
    from: shown.from,
    to: shown.to,
    scope: visible.name,
    rows: rows.sort((a, b) => b.faults - a.faults || (a.category < b.category ? -1 : 1)),
    total: figuresOf(sum(found.map(({ measures }) => measures)), baseCurrency),
  };
}

function figuresOf({ faults = 0, resolved = 0, workMinutes = 0, cost = 0 }: Measures, currency: string) {
  return {
    faults,
    resolved,
    workMinutes,
    meanWorkMinutes: meanOf(workMinutes, faults),
    cost: { amount: cost, currency },
  };
}

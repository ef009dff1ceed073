import * as z from "zod";
import type { Measures } from "../aggregates/ledger.ts";
import { sum } from "../aggregates/measures.ts";
import type { Context } from "../http/context.ts";
import { NONE } from "../ids/id.ts";
import { products } from "../products/product.ts";
import { findTogether } from "../table/read.ts";
import { linkTo } from "./grouped.ts";
import { namesNow } from "./names.ts";
import { type Asked, type Period, periodOf, periodQuery } from "./period.ts";
import { scope, scopeOf } from "./scope.ts";
import { type Matter, type Row, type ServedBy, served } from "./served.ts";

/** Whose a row is. */
const servedFields = {
  agentId: z.string().optional(),
  agentName: z.string().optional(),
  departmentId: z.string().optional(),
  departmentName: z.string().optional(),
  productId: z.string().optional(),
  productName: z.string().optional(),
  tier: z.string().optional(),
  href: z.string().meta({ description: "Where the records behind these figures are read" }),
} as const;

/** The answer of a report on service: its figures by row, and in all. */
export function servedAnswer<F extends z.ZodRawShape>(figures: F) {
  return z.object({
    from: z.string(),
    to: z.string(),
    scope,
    rows: z.array(z.object({ ...servedFields, ...figures })),
    total: z.object(figures),
  });
}

/**
 * A report on service: what the caller may see of a matter in some months.
 * @param figuresOf what is shown of the measures that a row, or all of them, come to
 */
export async function servedReport<T extends object>(
  matter: Matter,
  { groupBy, ...asked }: Asked & { readonly groupBy: ServedBy },
  context: Context,
  figuresOf: (measures: Measures) => T,
) {
  const shown = await periodOf(asked, context.now);
  const visible = scopeOf(context.caller);
  const found = await served(matter, shown, groupBy, visible);
  return {
    from: shown.from,
    to: shown.to,
    scope: visible.name,
    rows: await titledRows(found, groupBy, shown, matter, figuresOf),
    total: figuresOf(sum(found.map(({ measures }) => measures))),
  };
}

/** Rows with the names of whom they are of and where their records are read. One call for products. */
async function titledRows<T extends object>(
  rows: readonly Row[],
  by: ServedBy,
  shown: Period,
  { records, parameters }: Matter,
  figures: (measures: Measures) => T,
) {
  const names = await namesNow();
  const ofProducts = by === "product" ? rows.filter(({ key }) => key !== NONE) : [];
  const catalogue = await findTogether(ofProducts.map(({ key }) => [products, key] as const));
  const titles = (key: string) => {
    if (key === NONE) return {};
    switch (by) {
      case "agent":
        return { agentId: key, agentName: names.person(key) };
      case "department":
        return { departmentId: key, departmentName: names.department(key) };
      case "product":
        return { productId: key, productName: catalogue.one(products, key)?.name };
      case "tier":
        return { tier: key };
      case "company":
        return {};
      default:
        return by satisfies never;
    }
  };
  return rows.map(({ key, measures }) => ({
    ...titles(key),
    ...figures(measures),
    href: linkTo(records, {
      ...periodQuery(shown),
      ...(key !== "" && { [parameters[by] ?? by]: key }),
    }),
  }));
}

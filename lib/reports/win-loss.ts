import * as z from "zod";
import type { Measures } from "../aggregates/ledger.ts";
import { sum } from "../aggregates/measures.ts";
import { competitors } from "../competitors/competitor.ts";
import type { Context } from "../http/context.ts";
import { signedMoney } from "../money/money.ts";
import { competitorLedger, productLedger, salesLedger } from "../performance/ledgers.ts";
import { products } from "../products/product.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { findTogether } from "../table/read.ts";
import { linkTo, measuresBy, totalsOf } from "./grouped.ts";
import { type Asked, periodOf, periodQuery } from "./period.ts";
import { productMeasures } from "./product-sales.ts";
import { meanOf, rateOf } from "./sales.ts";
import { scope, scopeOf } from "./scope.ts";

const winRate = z.int().optional().meta({ description: "Won of all decided, in basis points" });
const record = { won: z.int(), lost: z.int(), winRate } as const;
const href = z.string();

/** The answer of the win and loss report. */
export const winLossAnswer = z
  .object({
    from: z.string(),
    to: z.string(),
    scope,
    ...record,
    wonAmount: signedMoney,
    cycleDays: z.int().meta({ description: "Of all won deals together" }),
    meanCycleDays: z.number().optional(),
    reasons: z.array(z.object({ reason: z.string(), lost: z.int() })),
    sources: z.array(z.object({ source: z.string(), ...record })),
    competitors: z.array(
      z.object({
        competitorId: z.string(),
        competitorName: z.string().optional(),
        ...record,
        lostTo: z.int().meta({ description: "Deals that this one won" }),
        href,
      }),
    ),
    products: z.array(
      z.object({ productId: z.string(), productName: z.string().optional(), ...record, href }),
    ),
    href,
  })
  .meta({ id: "WinLossReport" });
export type WinLossReport = z.infer<typeof winLossAnswer>;

/** How deals ended in some months: by reason, competitor, product and source; how often we win, and how long it takes (DOMAIN §10). */
export async function winLossReport(asked: Asked, context: Context): Promise<WinLossReport> {
  const shown = await periodOf(asked, context.now);
  const visible = scopeOf(context.caller);
  const [{ baseCurrency }, sales, ofCompetitors, ofProducts] = await Promise.all([
    setting(company),
    totalsOf(salesLedger, shown.months, "company", visible),
    measuresBy(competitorLedger, "month", "competitor", shown.months, visible),
    productMeasures(shown.months, visible),
  ]);
  const found = await findTogether([
    ...[...ofCompetitors.keys()].map((id) => [competitors, id] as const),
    ...[...ofProducts.keys()].map((id) => [products, id] as const),
  ]);
  const link = (ledger: string, more: Readonly<Record<string, string>> = {}) =>
    linkTo("/reports/entries", { ledger, ...periodQuery(shown), ...more });
  const measures = sum(sales.map((total) => total.measures));
  const { deals = 0, lost = 0, wonAmount = 0, cycleDays = 0 } = measures;
  return {
    from: shown.from,
    to: shown.to,
    scope: visible.name,
    ...recordOf(deals, lost),
    wonAmount: { amount: wonAmount, currency: baseCurrency },
    cycleDays,
    meanCycleDays: meanOf(cycleDays, deals),
    reasons: [...under(measures, "lost/reason/")]
      .map(([reason, times]) => ({ reason, lost: times }))
      .sort((a, b) => b.lost - a.lost),
    sources: sourcesOf(measures),
    competitors: [...ofCompetitors]
      .map(([competitorId, { won = 0, lost = 0, lostTo = 0 }]) => ({
        competitorId,
        competitorName: found.one(competitors, competitorId)?.name,
        ...recordOf(won, lost),
        lostTo,
        href: link(competitorLedger.name, { competitorId }),
      }))
      .filter(decided),
    products: [...ofProducts]
      .map(([productId, { deals = 0, lost = 0 }]) => ({
        productId,
        productName: found.one(products, productId)?.name,
        ...recordOf(deals, lost),
        href: link(productLedger.name, { productId }),
      }))
      .filter(decided),
    href: link(salesLedger.name),
  };
}

function recordOf(won: number, lost: number) {
  return { won, lost, winRate: rateOf(won, lost) };
}

const decided = ({ won, lost }: { won: number; lost: number }) => won !== 0 || lost !== 0;

/** Measures below a path, e.g. every reason under `lost/reason/`. */
function under(measures: Measures, path: string): Map<string, number> {
  return new Map(
    Object.entries(measures).flatMap(([measure, value]) =>
      measure.startsWith(path) ? [[measure.slice(path.length), value] as const] : [],
    ),
  );
}

function sourcesOf(measures: Measures) {
  const won = under(measures, "won/source/");
  const lost = under(measures, "lost/source/");
  return [...new Set([...won.keys(), ...lost.keys()])]
    .sort()
    .map((source) => ({ source, ...recordOf(won.get(source) ?? 0, lost.get(source) ?? 0) }));
}

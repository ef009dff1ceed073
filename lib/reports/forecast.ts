import * as z from "zod";
import type { Measures } from "../aggregates/ledger.ts";
import { sum } from "../aggregates/measures.ts";
import type { Context } from "../http/context.ts";
import { signedMoney } from "../money/money.ts";
import { UNDATED } from "../opportunities/pipeline-entry.ts";
import { pipelineLedger } from "../performance/ledgers.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { addMonths, monthsBetween } from "../time/calendar.ts";
import { type Group, type GroupBy, grouped, groupFields, linkTo, titled, totalsOf } from "./grouped.ts";
import { namesNow } from "./names.ts";
import { type Asked, periodOf, periodQuery, thisMonth } from "./period.ts";
import { scope, scopeOf } from "./scope.ts";

const figures = {
  open: z.int().meta({ description: "Executing opportunities" }),
  amount: signedMoney,
  weighted: signedMoney.meta({ description: "Each amount times its probability" }),
} as const;

/** The answer of the forecast. */
export const forecastAnswer = z
  .object({
    from: z.string(),
    to: z.string(),
    scope,
    rows: z.array(z.object({ ...groupFields, ...figures, href: z.string() })),
    total: z.object(figures),
    overdue: z
      .object({ ...figures, href: z.string() })
      .meta({ description: "Expected in one of the twelve months before the current one, and still open" }),
    undated: z.object({ ...figures, href: z.string() }).meta({ description: "Without an expected date" }),
  })
  .meta({ id: "ForecastReport" });
export type ForecastReport = z.infer<typeof forecastAnswer>;

/** Months looked ahead unless told otherwise. */
const AHEAD = 5;

/** What is still open, by the month of its expected close, and what that is worth by its probability (DOMAIN §10). */
export async function forecastReport(
  { groupBy, ...asked }: Asked & { groupBy: GroupBy },
  context: Context,
): Promise<ForecastReport> {
  const [shown, current] = await Promise.all([periodOf(asked, context.now, AHEAD), thisMonth(context.now)]);
  const past = { from: addMonths(current, -12), to: addMonths(current, -1) };
  const overdueMonths = monthsBetween(past.from, past.to);
  const visible = scopeOf(context.caller);
  const wanted = new Set([...shown.months, ...overdueMonths, UNDATED]);
  const [names, { baseCurrency }, all] = await Promise.all([
    namesNow(),
    setting(company),
    totalsOf(pipelineLedger, [...wanted], groupBy, visible),
  ]);
  const money = (measures: Measures) => figuresOf(measures, baseCurrency);
  const inMonths = (months: readonly string[]) =>
    all.filter(({ dimensions }) => months.includes(dimensions.month ?? ""));
  const totalOf = (months: readonly string[]) => money(sum(inMonths(months).map(({ measures }) => measures)));
  const rows = grouped(inMonths(shown.months), ["month", groupBy]).map((group) => ({
    ...titled(group, names),
    ...money(group.measures),
    href: link({ ...whose(group), month: group.month }),
  }));
  return {
    from: shown.from,
    to: shown.to,
    scope: visible.name,
    rows,
    total: totalOf(shown.months),
    overdue: { ...totalOf(overdueMonths), href: link(periodQuery(past)) },
    undated: { ...totalOf([UNDATED]), href: link({ month: UNDATED }) },
  };
}

const whose = ({ salesperson, department }: Group) => ({
  salespersonId: salesperson,
  departmentId: department,
});

const link = (parameters: Readonly<Record<string, string | undefined>>) =>
  linkTo("/reports/entries", { ledger: pipelineLedger.name, ...parameters });

function figuresOf({ open = 0, amount = 0, weighted = 0 }: Measures, currency: string) {
  return { open, amount: { amount, currency }, weighted: { amount: weighted, currency } };
}

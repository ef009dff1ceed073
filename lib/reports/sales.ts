import * as z from "zod";
import type { Measures } from "../aggregates/ledger.ts";
import { sum } from "../aggregates/measures.ts";
import type { Context } from "../http/context.ts";
import { signedMoney, times } from "../money/money.ts";
import { salesLedger } from "../performance/ledgers.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { type Group, type GroupBy, grouped, groupFields, linkTo, titled, totalsOf } from "./grouped.ts";
import { namesNow } from "./names.ts";
import { type Asked, type Period, periodOf, periodQuery } from "./period.ts";
import { readsCommission, scope, scopeOf } from "./scope.ts";

const href = z.string().meta({ description: "Where the entries behind these figures are read" });

/** What was achieved. */
const achieved = {
  wonAmount: signedMoney,
  deals: z.int().meta({ description: "Won; counted for the lead" }),
  lost: z.int().meta({ description: "Counted for the lead" }),
  winRate: z.int().optional().meta({ description: "Won of all decided, in basis points" }),
  meanCycleDays: z.number().optional().meta({ description: "Of won deals, from the beginning of the work" }),
  commission: signedMoney
    .optional()
    .meta({ description: "For those who read commission entries as far as they read reports" }),
} as const;

/** The answer of the performance report. */
export const performanceAnswer = z
  .object({
    from: z.string(),
    to: z.string(),
    scope,
    rows: z.array(z.object({ ...groupFields, ...achieved, href })),
    total: z.object(achieved),
  })
  .meta({ id: "PerformanceReport" });
export type PerformanceReport = z.infer<typeof performanceAnswer>;

/** The answer of the commission report. */
export const commissionAnswer = z
  .object({
    month: z.string(),
    scope,
    rows: z.array(
      z.object({
        ...groupFields,
        commission: signedMoney,
        wonAmount: signedMoney,
        deals: z.int(),
        href,
      }),
    ),
    total: z.object({ commission: signedMoney, wonAmount: signedMoney, deals: z.int() }),
  })
  .meta({ id: "CommissionReport" });
export type CommissionReport = z.infer<typeof commissionAnswer>;

/** What was achieved in some months (DOMAIN §5, §10). */
export async function performanceReport(
  { groupBy, ...asked }: Asked & { groupBy: GroupBy },
  context: Context,
): Promise<PerformanceReport> {
  const shown = await periodOf(asked, context.now);
  const { groups, figures: all, names, visible } = await sales(shown, groupBy, context, "report");
  const withCommission = readsCommission(context.caller);
  const figures = (measures: Measures) => {
    const { commission, ...others } = all(measures);
    return withCommission ? { ...others, commission } : others;
  };
  const rows = groups.map((group) => ({
    ...titled(group, names),
    ...figures(group.measures),
    href: linkTo("/reports/entries", { ledger: salesLedger.name, ...followed(group, shown) }),
  }));
  const { from, to } = shown;
  return {
    from,
    to,
    scope: visible.name,
    rows,
    total: figures(sum(groups.map(({ measures }) => measures))),
  };
}

/** The commission of a month (DOMAIN §5). */
export async function commissionReport(
  { groupBy, month }: { groupBy: GroupBy; month?: string | undefined },
  context: Context,
): Promise<CommissionReport> {
  const shown = await periodOf({ month }, context.now);
  const { groups, figures, names, visible } = await sales(shown, groupBy, context, "commission-entry");
  const earning = groups.filter(({ measures }) => EARNED.some((measure) => measures[measure] !== undefined));
  const rows = earning.map((group) => ({
    ...titled(group, names),
    ...figures(group.measures),
    href: linkTo("/commission-entries", followed(group, shown)),
  }));
  const total = figures(sum(groups.map(({ measures }) => measures)));
  return { month: shown.from, scope: visible.name, rows, total };
}

/** Somebody who only lost deals earned nothing, not even 0. */
const EARNED = ["commission", "wonAmount", "deals"];

async function sales(
  shown: Period,
  by: GroupBy,
  { caller }: Context,
  resource: "report" | "commission-entry",
) {
  const visible = scopeOf(caller, resource);
  const [names, { baseCurrency }, found] = await Promise.all([
    namesNow(),
    setting(company),
    totalsOf(salesLedger, shown.months, by, visible),
  ]);
  const figures = (measures: Measures) => figuresOf(measures, baseCurrency);
  return { groups: grouped(found, [by]), figures, names, visible };
}

/** Where a group's entries are found. */
function followed({ month, salesperson, department }: Group, shown: Period) {
  return {
    ...(month === undefined ? periodQuery(shown) : { month }),
    salespersonId: salesperson,
    departmentId: department,
  };
}

function figuresOf(
  { wonAmount = 0, deals = 0, lost = 0, cycleDays = 0, commission = 0 }: Measures,
  currency: string,
) {
  return {
    wonAmount: { amount: wonAmount, currency },
    deals,
    lost,
    winRate: rateOf(deals, lost),
    meanCycleDays: meanOf(cycleDays, deals),
    commission: { amount: commission, currency },
  };
}

/** Won of all decided in basis points, rounded half-up; none where nothing was decided. */
export function rateOf(won: number, lost: number): number | undefined {
  return won + lost > 0 ? times(won, 10_000, won + lost) : undefined;
}

/** A mean, rounded half-up to the fourth decimal. */
export function meanOf(total: number, count: number): number | undefined {
  return count > 0 ? times(total, 10_000, count) / 10_000 : undefined;
}

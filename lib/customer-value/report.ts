import * as z from "zod";
import { covers, reach, waves } from "../access/reach.ts";
import { totals } from "../aggregates/totals.ts";
import type { Context } from "../http/context.ts";
import { signedMoney } from "../money/money.ts";
import { scope, scopeOf } from "../reports/scope.ts";
import { serviceCostLedger } from "../service-requests/ledgers.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { type Page, readPage } from "../table/page.ts";
import type { Partition } from "../table/query.ts";
import { type CustomerValue, classPartitions, customerValues, SHELVES_AT_ONCE } from "./customer-value.ts";
import { VALUE_CLASSES, type ValueClass } from "./cuts.ts";
import { latestRun } from "./latest.ts";
import { shownRun, valueRunAnswer } from "./run.ts";

/** A customer's line in the report. */
export const valueRow = z
  .object({
    customerId: z.string(),
    customerName: z.string(),
    class: z.enum(VALUE_CLASSES).optional(),
    dormant: z.boolean(),
    purchases: z.int(),
    revenue: signedMoney,
    serviceCost: signedMoney,
    contribution: signedMoney.meta({ description: "Revenue less what service cost" }),
    lastMonth: z.string().optional(),
    href: z.string().meta({ description: "How the class came about; it leads on to the purchases" }),
  })
  .meta({ id: "CustomerValueRow" });

export const valueReportAnswer = z
  .object({
    scope,
    run: valueRunAnswer.optional().meta({ description: "The run that ended last; none before the first" }),
    items: z.array(valueRow),
    nextCursor: z.string().nullable().meta({ description: "Gives the next page; null at the end" }),
  })
  .meta({ id: "CustomerValueReport" });
export type ValueReport = z.input<typeof valueReportAnswer>;

interface Wanted {
  readonly class?: ValueClass | undefined;
  readonly dormant?: boolean | undefined;
}

/**
 * What customers are worth, the most revenue first; for those who see a part of the company the newest customers first
 * (DOMAIN §10). Figures are those of the last run, service cost as it stands.
 */
export async function valueReport(
  wanted: Wanted,
  request: { limit: number; cursor?: string | undefined; asked: string },
  context: Context,
): Promise<ValueReport> {
  const visible = scopeOf(context.caller);
  const [page, run, { baseCurrency: currency }] = await Promise.all([
    valuePage(wanted, request, context),
    latestRun(),
    setting(company),
  ]);
  const costs = await totals(
    serviceCostLedger,
    "customer",
    page.items.map(({ customerId: customer }) => ({ customer })),
  );
  const costOf = new Map(costs.map(({ dimensions, measures }) => [dimensions.customer, measures.cost ?? 0]));
  const money = (amount: number) => ({ amount, currency });
  return {
    scope: visible.name,
    // Its sums are the whole company's.
    ...(run !== undefined && visible.all && { run: shownRun(run, currency) }),
    items: page.items.map(({ customerId, customerName, class: valueClass, revenue, ...value }) => {
      const cost = costOf.get(customerId) ?? 0;
      return {
        customerId,
        customerName,
        class: valueClass,
        dormant: value.dormant,
        purchases: value.purchases,
        lastMonth: value.lastMonth,
        revenue: money(revenue),
        serviceCost: money(cost),
        contribution: money(revenue - cost),
        href: `/customers/${customerId}/value`,
      };
    }),
    nextCursor: page.nextCursor,
  };
}

function valuePage(
  { class: valueClass, dormant }: Wanted,
  request: { limit: number; cursor?: string | undefined; asked: string },
  { caller, now }: Context,
): Promise<Page<CustomerValue>> {
  const readable = reach(caller, "report", "read");
  const fits = (value: CustomerValue) =>
    covers(readable, { ownerId: value.customerOwnerId, departmentId: value.departmentId, shared: false }) &&
    (valueClass === undefined || value.class === valueClass) &&
    (dormant === undefined || value.dormant === dormant);
  return readPage({
    ...request,
    waves: readable.all ? byRevenue(valueClass) : waves(customerValues, readable, now, undefined),
    parse: (item) => customerValues.schema.parse(item),
    ...((dormant !== undefined || !readable.all) && { passes: fits }),
  });
}

function byRevenue(valueClass: ValueClass | undefined): Partition[][] {
  if (valueClass === undefined)
    return SHELVES_AT_ONCE.map((shelves) => shelves.map((key) => ({ index: "byDue", key })));
  return [classPartitions(valueClass).map((key) => ({ index: "byName", key }))];
}

import * as z from "zod";
import { authorize } from "../access/reach.ts";
import { totalKey } from "../aggregates/ledger.ts";
import { measuresOf } from "../aggregates/measures.ts";
import { customers } from "../customers/customer.ts";
import type { Context } from "../http/context.ts";
import { signedMoney } from "../money/money.ts";
import { purchaseLedger } from "../performance/ledgers.ts";
import { purchasesIn } from "../performance/purchases.ts";
import { notFound } from "../problem/problem.ts";
import { serviceCostLedger } from "../service-requests/ledgers.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { getItems } from "../table/read.ts";
import { addMonths, calendarDate } from "../time/calendar.ts";
import { dateIn, daysBetween } from "../time/zone.ts";
import { customerValues, valueId } from "./customer-value.ts";
import { VALUE_CLASSES } from "./cuts.ts";
import { whyClass, whyDormant } from "./explain.ts";
import { lastPurchaseIn } from "./last-purchase.ts";
import { LATEST, latestIn } from "./latest.ts";
import { checkReport } from "./purchases.ts";
import { rankingPartition, rankOf } from "./ranking.ts";
import { rfm } from "./rfm.ts";
import { shownRun, valueRunAnswer } from "./run.ts";

/** The same in short, in the overview of a customer. */
export const valueInOverview = z
  .object({ class: z.enum(VALUE_CLASSES).optional(), dormant: z.boolean(), revenue: signedMoney })
  .meta({ id: "CustomerValueInShort" });

const score = z.int().min(1).max(5);

/** What a customer is worth, and why it is in its class. */
export const customerValueAnswer = z
  .object({
    customerId: z.string(),
    purchases: z
      .object({ count: z.int(), amount: signedMoney, lastOn: calendarDate.optional() })
      .meta({ description: "All it ever bought, as it stands now" }),
    serviceCost: signedMoney.meta({ description: "What its service requests cost us so far" }),
    class: z.enum(VALUE_CLASSES).optional(),
    revenue: signedMoney.meta({ description: "Of the months that count, at the last run" }),
    rank: z.int().optional().meta({ description: "Among the customers with revenue, 1 the most" }),
    why: z.string(),
    dormant: z.boolean(),
    whyDormant: z.string().optional(),
    rfm: z
      .object({ recency: score, frequency: score, monetary: score })
      .optional()
      .meta({ description: "1 to 5; none of who never bought" }),
    run: valueRunAnswer.optional().meta({ description: "The run that ended last; none before the first" }),
    href: z.string().meta({ description: "The entries that the revenue is the sum of" }),
  })
  .meta({ id: "CustomerValue" });
export type CustomerValueAnswer = z.input<typeof customerValueAnswer>;

const keyOf = ({ type }: { readonly type: string }, id: string) => ({ pk: id, sk: type });

/**
 * What a customer is worth, for those whose reports reach it (DOMAIN §10). Three calls: what is known, and its rank
 * and last purchase side by side.
 * @throws Problem not-found, forbidden
 */
export async function readCustomerValue(customerId: string, context: Context): Promise<CustomerValueAnswer> {
  const keys = {
    customer: keyOf(customers, customerId),
    value: keyOf(customerValues, valueId(customerId)),
    purchases: totalKey(purchaseLedger, 0, { customer: customerId }),
    service: totalKey(serviceCostLedger, 0, { customer: customerId }),
  };
  const items = await getItems([...Object.values(keys), LATEST]);
  const at = ({ pk, sk }: { pk: string; sk: string }) => items.get(`${pk}/${sk}`);
  const item = at(keys.customer);
  const customer = item === undefined ? undefined : customers.schema.parse(item);
  if (customer === undefined || customer.deletedAt !== undefined) throw notFound("customer", customerId);
  authorize(context.caller, "read", customers, customer);
  const { ownerId, departmentId } = customer;
  checkReport({ ownerId, departmentId }, context);

  const { timeZone, baseCurrency: currency } = await setting(company);
  const money = (amount: number) => ({ amount, currency });
  const known = at(keys.value);
  const value = known === undefined ? undefined : customerValues.schema.parse(known);
  const total = measuresOf(at(keys.purchases));
  const { count, amount, lastMonth } = purchasesIn(total);
  const run = latestIn(items);
  const revenue = value?.revenue ?? 0;
  const [rank, lastPurchaseOn] = await Promise.all([
    run === undefined || revenue <= 0 ? undefined : rankOf(rankingPartition(run), revenue),
    lastMonth === undefined ? undefined : lastPurchaseIn(customerId, lastMonth, timeZone),
  ]);
  const dormant = value?.dormant ?? false;
  const today = dateIn(context.now, timeZone);
  const year = purchasesIn(total, addMonths(today.slice(0, 7), -11));
  return {
    customerId,
    purchases: { count, amount: money(amount), lastOn: lastPurchaseOn },
    serviceCost: money(measuresOf(at(keys.service)).cost ?? 0),
    class: value?.class,
    revenue: money(revenue),
    rank,
    why:
      run === undefined
        ? "classes were never computed yet"
        : whyClass({ class: value?.class, revenue, rank }, run),
    dormant,
    ...(run !== undefined && { whyDormant: whyDormant({ dormant, lastPurchaseOn }, run) }),
    ...(run !== undefined &&
      lastPurchaseOn !== undefined && {
        rfm: rfm(
          {
            daysAgo: daysBetween(lastPurchaseOn, today),
            purchases: year.count,
            rank,
            ranked: run.buyers,
          },
          run.rules,
        ),
      }),
    ...(run !== undefined && { run: shownRun(run, currency) }),
    href: `/customers/${customerId}/purchases`,
  };
}

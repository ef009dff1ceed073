import { SYSTEM } from "../access/caller.ts";
import { years } from "../access/reach.ts";
import { totalKey } from "../aggregates/ledger.ts";
import { measuresOf } from "../aggregates/measures.ts";
import { type Customer, customers } from "../customers/customer.ts";
import { purchaseLedger } from "../performance/ledgers.ts";
import { type Purchases, purchasesIn } from "../performance/purchases.ts";
import { commit } from "../table/commit.ts";
import { type Item, partitionOf } from "../table/entity.ts";
import { inParallel } from "../table/in-parallel.ts";
import { query } from "../table/query.ts";
import { getItems } from "../table/read.ts";
import { firstVersion, nextVersion } from "../table/record.ts";
import { type Change, put, unchanged } from "../table/write.ts";
import { type CustomerValue, customerValues, valueId } from "./customer-value.ts";
import { lastPurchaseIn } from "./last-purchase.ts";
import type { ValueRun } from "./run.ts";

/** Customers read at once; their totals and values are two calls more. */
const PAGE = 100;
const AT_ONCE = 12;

/** What a page of customers added to a run, and where it goes on; nowhere when the list is done. */
export interface Measured {
  readonly customers: number;
  readonly buyers: number;
  readonly dormant: number;
  readonly changed: number;
  readonly after: string | undefined;
}

/** The lists that hold all customers: by the year in which they were made. */
export function customerLists(now: Date): string[] {
  return years(now).map((year) => partitionOf.all(customers.type, year));
}

/** Measures the next customers of a list: three calls for a hundred, one more for each whose figures changed. */
export async function measure(
  run: ValueRun,
  list: string,
  after: string | undefined,
  timeZone: string,
  now: Date,
): Promise<Measured> {
  const items = await query(
    { index: "byAll", key: list },
    { order: "ascending", limit: PAGE, range: { after } },
  );
  const page = items.map((item) => customers.schema.parse(item));
  const known = await getItems(page.flatMap(({ id }) => [keyOfTotal(id), keyOfValue(id)]));
  const outcomes = await inParallel(page, AT_ONCE, async (customer) => {
    const total = itemAt(known, keyOfTotal(customer.id));
    const previous = itemAt(known, keyOfValue(customer.id));
    if (total === undefined && previous === undefined) return undefined;
    const purchases = purchasesIn(measuresOf(total), run.since);
    const dormant = await isDormant(customer.id, purchases, run, timeZone);
    const before = previous && customerValues.schema.parse(previous);
    const written = await commit(keep(customer, { purchases, dormant }, before, run, now));
    return { buyer: purchases.amount > 0, dormant, changed: written };
  });
  const count = (is: (outcome: NonNullable<(typeof outcomes)[number]>) => boolean) =>
    outcomes.filter((outcome) => outcome !== undefined && is(outcome)).length;
  return {
    customers: page.length,
    buyers: count(({ buyer }) => buyer),
    dormant: count(({ dormant }) => dormant),
    changed: count(({ changed }) => changed),
    after: items.length < PAGE ? undefined : String(items.at(-1)?.listSk),
  };
}

const keyOfTotal = (customer: string) => totalKey(purchaseLedger, 0, { customer });
const keyOfValue = (customerId: string) => ({ pk: valueId(customerId), sk: customerValues.type });

function itemAt(items: ReadonlyMap<string, Item>, { pk, sk }: { pk: string; sk: string }): Item | undefined {
  return items.get(`${pk}/${sk}`);
}

/** The month mostly tells; only for customers who bought last in the month that the limit lies in, a call tells the day. */
async function isDormant(
  customerId: string,
  { lastMonth }: Purchases,
  { dormantBefore }: ValueRun,
  timeZone: string,
): Promise<boolean> {
  const limit = dormantBefore.slice(0, 7);
  if (lastMonth === undefined || lastMonth > limit) return false;
  if (lastMonth < limit) return true;
  const last = await lastPurchaseIn(customerId, lastMonth, timeZone);
  return last !== undefined && last < dormantBefore;
}

/** Writes what is other than before, if anything; whether it did. */
function keep(
  customer: Customer,
  { purchases, dormant }: { readonly purchases: Purchases; readonly dormant: boolean },
  before: CustomerValue | undefined,
  run: ValueRun,
  now: Date,
): Change<boolean> {
  const stamp = { by: SYSTEM.userId, now };
  const { id: customerId, name: customerName, ownerId: customerOwnerId, departmentId } = customer;
  const { count, amount, lastMonth } = purchases;
  if (before === undefined && count === 0) return unchanged(false);
  const whose = { customerName, customerOwnerId, departmentId };
  const figures = { revenue: amount, purchases: count, lastMonth, dormant };
  const was = before && { ...whoseOf(before), ...figuresOf(before) };
  if (was !== undefined && sameFields(was, { ...whose, ...figures })) return unchanged(false);
  // Its class is the ranking's to give; who has no revenue is not ranked.
  const valueClass = amount > 0 ? before?.class : undefined;
  const dormantSince = dormant ? (before?.dormantSince ?? run.on) : undefined;
  const fields = { ...whose, ...figures, dormantSince, class: valueClass, runId: run.id };
  const next: CustomerValue =
    before === undefined
      ? { ...firstVersion(valueId(customerId), stamp), customerId, ...fields }
      : nextVersion(before, fields, stamp);
  return {
    writes: put(customerValues, next, before, { label: "value" }),
    result: true,
    // The customer was renamed or given away at this moment, or another round did the same.
    retry: (refusals) => {
      const there = refusals.find(({ label }) => label === "value")?.there;
      if (there === undefined) return undefined;
      return keep(customer, { purchases, dormant }, customerValues.schema.parse(there), run, now);
    },
  };
}

function whoseOf({ customerName, customerOwnerId, departmentId }: CustomerValue) {
  return { customerName, customerOwnerId, departmentId };
}

function figuresOf({ revenue, purchases, lastMonth, dormant }: CustomerValue) {
  return { revenue, purchases, lastMonth, dormant };
}

function sameFields(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
  return Object.entries(other).every(([name, value]) => one[name] === value);
}

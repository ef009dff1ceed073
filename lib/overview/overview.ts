import { authorize, covers, type Owned, reach } from "../access/reach.ts";
import { activities } from "../activities/activity.ts";
import { measuresOf } from "../aggregates/measures.ts";
import { contacts } from "../contacts/contact.ts";
import { customerValues } from "../customer-value/customer-value.ts";
import { type Customer, customers } from "../customers/customer.ts";
import { deliveries } from "../deliveries/delivery.ts";
import { followUps } from "../follow-ups/follow-up.ts";
import type { Context } from "../http/context.ts";
import { memberships } from "../memberships/membership.ts";
import { shown } from "../memberships/shown.ts";
import type { Money } from "../money/money.ts";
import { opportunities } from "../opportunities/opportunity.ts";
import { orders } from "../orders/order.ts";
import { purchaseLedger } from "../performance/ledgers.ts";
import { notFound } from "../problem/problem.ts";
import type { ResourceEntity } from "../resource/verbs.ts";
import { serviceCards } from "../service-cards/service-card.ts";
import { shownAll } from "../service-cards/shown.ts";
import { serviceRequests } from "../service-requests/service-request.ts";
import { isOpen } from "../service-requests/status.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import type { Item } from "../table/entity.ts";
import { query } from "../table/query.ts";
import type { RecordBase } from "../table/record.ts";
import { tasks } from "../tasks/task.ts";
import type { Overview } from "./answer.ts";
import { firstPage } from "./timeline.ts";

/** Items read at once; a customer with more shows its open and newest ones, and its timeline by the cursor. */
const MOST_ITEMS = 300;

/** Lines of the timeline; orders, service cards and activities shown. */
const FIRST_LINES = 25;
const LATEST = 10;

/**
 * The 360° view of a customer: one query of everything in it, without what the caller may not read.
 * @throws Problem not-found
 */
export async function readOverview(customerId: string, context: Context): Promise<Overview> {
  const items = await query(
    { index: "byCustomer", key: customerId },
    { order: "descending", limit: MOST_ITEMS },
  );
  const profile = ofType(items, customers.type)[0];
  if (profile === undefined) throw notFound("customer", customerId);
  const customer = customers.schema.parse(profile);
  authorize(context.caller, "read", customers, customer);

  const read = <R extends RecordBase & Owned>(entity: ResourceEntity<R>) => readable(items, entity, context);
  const lines = ofType(items, "timeline");
  const [member] = read(memberships);
  const isAll = items.length < MOST_ITEMS;
  return {
    customer,
    contacts: ofType(items, contacts.type)
      .map((item) => contacts.schema.parse(item))
      .reverse(),
    opportunities: read(opportunities).filter(({ status }) => status === "executing"),
    purchases: await purchasesOf(customer, items, context),
    value: await worthOf(customer, items, context),
    membership: member === undefined ? null : await shown(member),
    orders: read(orders).slice(0, LATEST),
    deliveries: read(deliveries).filter(({ status }) => status === "open"),
    serviceCards: await shownAll(read(serviceCards).slice(0, LATEST), context.now),
    serviceRequests: read(serviceRequests).filter(isOpen),
    followUps: read(followUps)
      .filter(({ status }) => status === "planned")
      .reverse(),
    tasks: read(tasks).filter(({ status }) => status === "open"),
    activities: read(activities).slice(0, LATEST),
    timeline: await firstPage(lines, isAll, FIRST_LINES, customer, context),
  };
}

function ofType(items: readonly Item[], type: string): Item[] {
  return items.filter(({ entity }) => entity === type);
}

function readable<R extends RecordBase & Owned>(
  items: readonly Item[],
  entity: ResourceEntity<R>,
  { caller }: Context,
): R[] {
  const within = reach(caller, entity.type, "read");
  return ofType(items, entity.type)
    .map((item) => entity.schema.parse(item))
    .filter((record) => covers(within, { ...record, ...entity.owner?.(record), shared: false }));
}

/** Class and dormancy, for those whose reports reach the customer. */
async function worthOf(
  { ownerId, departmentId }: Customer,
  items: readonly Item[],
  { caller }: Context,
): Promise<Overview["value"]> {
  const [item] = ofType(items, customerValues.type);
  if (item === undefined) return null;
  if (!covers(reach(caller, "report", "read"), { ownerId, departmentId, shared: false })) return null;
  const { class: valueClass, dormant, revenue } = customerValues.schema.parse(item);
  const { baseCurrency: currency } = await setting(company);
  return { class: valueClass, dormant, revenue: { amount: revenue, currency } };
}

/** The total of the customer's purchases: for those who read its orders because they look after the customer, or all. */
async function purchasesOf(
  { ownerId, departmentId }: Customer,
  items: readonly Item[],
  { caller }: Context,
): Promise<{ count: number; amount: Money } | null> {
  const owned = { departmentId, customerOwnerId: ownerId, shared: false };
  if (!covers(reach(caller, "order", "read"), owned)) return null;
  const total = ofType(items, "total").find(({ ledger }) => ledger === purchaseLedger.name);
  const { purchases = 0, amount = 0 } = measuresOf(total);
  const { baseCurrency } = await setting(company);
  return { count: purchases, amount: { amount, currency: baseCurrency } };
}

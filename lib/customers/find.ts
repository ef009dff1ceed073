import { covers, reach } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import { reachable } from "../phone/reachable.ts";
import { type ListRequest, listRecords } from "../resource/verbs.ts";
import { type Page, readPage } from "../table/page.ts";
import { normalizedName } from "../text/text.ts";
import { type Customer, customers, lookupKey, nameShard } from "./customer.ts";
import type { LifecycleType } from "./lifecycle.ts";

export interface CustomerQuery {
  readonly number?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  /** Beginning of the name, whatever its case and width. */
  readonly name?: string | undefined;
  readonly type?: LifecycleType | undefined;
  readonly ownerId?: string | undefined;
  readonly region?: string | undefined;
  readonly tag?: string | undefined;
}

/** The customers the caller may read that fit, newest first; by name in the order of the names. One call a page. */
export async function findCustomers(
  wanted: CustomerQuery,
  request: Pick<ListRequest<Customer>, "limit" | "cursor" | "asked">,
  context: Context,
): Promise<Page<Customer>> {
  const passes = (customer: Customer) => fits(customer, wanted);
  const key = await lookupOf(wanted);
  if (key === undefined) return listRecords(customers, { ...request, passes }, context);
  const readable = reach(context.caller, "customer", "read");
  return readPage({
    ...request,
    waves: [[{ index: "byName", key }]],
    order: "ascending",
    parse: (item) => customers.schema.parse(item),
    ...(wanted.name !== undefined &&
      key === nameShard(wanted.name) && { range: { prefix: normalizedName(wanted.name) } }),
    passes: (customer) => covers(readable, { ...customer, shared: false }) && passes(customer),
  });
}

async function lookupOf({ number, phone, email, name }: CustomerQuery): Promise<string | undefined> {
  if (number !== undefined) return lookupKey("number", number);
  const normalized = await reachable({ phone, email });
  if (normalized.phone !== undefined) return lookupKey("phone", normalized.phone);
  if (normalized.email !== undefined) return lookupKey("email", normalized.email);
  return name === undefined ? undefined : nameShard(name);
}

function fits(customer: Customer, { type, ownerId, region, tag, name, email }: CustomerQuery): boolean {
  return (
    (type === undefined || customer.type === type) &&
    (ownerId === undefined || customer.ownerId === ownerId) &&
    (region === undefined || customer.region === region) &&
    (tag === undefined || customer.tags?.includes(tag) === true) &&
    (email === undefined || customer.email === email.toLowerCase()) &&
    (name === undefined || normalizedName(customer.name).startsWith(normalizedName(name)))
  );
}

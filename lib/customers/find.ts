import { covers, type Reach, reach } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import { e164 } from "../phone/reachable.ts";
import { type ListRequest, listRecords } from "../resource/verbs.ts";
import { partitionOf } from "../table/entity.ts";
import { findByClaims } from "../table/lookup.ts";
import { filterOf, type Page, readPage } from "../table/page.ts";
import type { Partition } from "../table/query.ts";
import { normalizedName } from "../text/text.ts";
import { type Customer, customerClaim, customers, lookupKey, nameShard, namesOf } from "./customer.ts";
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

type Request = Pick<ListRequest<Customer>, "limit" | "cursor" | "asked">;

/**
 * The customers the caller may read that fit, newest first; by name in the order of the names. One call a page, two by
 * number.
 * @throws Problem invalid-request when the phone is no phone number
 */
export async function findCustomers(
  given: CustomerQuery,
  request: Request,
  context: Context,
): Promise<Page<Customer>> {
  const wanted = await normalized(given);
  const readable = reach(context.caller, "customer", "read");
  const passes = (customer: Customer) =>
    covers(readable, { ...customer, shared: false }) && fits(customer, wanted);
  if (wanted.number !== undefined) return byNumber(wanted.number, passes);
  const { partitions, order } = lookup(wanted, readable);
  if (partitions === undefined)
    return listRecords(
      customers,
      { ...request, passes: filterOf(wanted, (customer) => fits(customer, wanted)) },
      context,
    );
  return readPage({
    ...request,
    waves: [partitions],
    order,
    parse: (item) => customers.schema.parse(item),
    ...(order === "ascending" && { range: { prefix: normalizedName(wanted.name ?? "") } }),
    // An owner's list holds nothing else.
    passes:
      readable.all && partitions.every(({ index }) => index === "byOwner")
        ? filterOf({ ...wanted, ownerId: undefined }, passes)
        : passes,
  });
}

/** The item that guards a number names its customer: found at once, not when the indexes have caught up. */
async function byNumber(number: string, passes: (customer: Customer) => boolean): Promise<Page<Customer>> {
  const found = await findByClaims(customers, [customerClaim.number(number)]);
  return { items: [...found.values()].filter(passes), nextCursor: null };
}

interface Lookup {
  readonly partitions?: readonly Partition[];
  readonly order: "ascending" | "descending";
}

/** The narrowest place in which to look; none when the caller's own lists are it. */
function lookup({ phone, email, name, ownerId }: CustomerQuery, readable: Reach): Lookup {
  const exact = (key: string): Lookup => ({ partitions: [{ index: "byName", key }], order: "descending" });
  if (phone !== undefined) return exact(lookupKey("phone", phone));
  if (email !== undefined) return exact(lookupKey("email", email));
  if (name !== undefined) {
    const keys = readable.all ? [nameShard(name)] : [readable.userId, ...readable.departments].map(namesOf);
    return { partitions: keys.map((key) => ({ index: "byName", key })), order: "ascending" };
  }
  if (ownerId === undefined) return { order: "descending" };
  const key = partitionOf.owner(ownerId, customers.type);
  return { partitions: [{ index: "byOwner", key }], order: "descending" };
}

async function normalized(wanted: CustomerQuery): Promise<CustomerQuery> {
  const { phone, email } = wanted;
  const lower = { ...wanted, email: email?.trim().toLowerCase() };
  return phone === undefined ? lower : { ...lower, phone: await e164(phone, "query/phone") };
}

function fits(customer: Customer, wanted: CustomerQuery): boolean {
  const { phone, email, type, ownerId, region, tag, name } = wanted;
  return (
    (phone === undefined || customer.phone === phone) &&
    (email === undefined || customer.email === email) &&
    (type === undefined || customer.type === type) &&
    (ownerId === undefined || customer.ownerId === ownerId) &&
    (region === undefined || customer.region === region) &&
    (tag === undefined || customer.tags?.includes(tag) === true) &&
    (name === undefined || normalizedName(customer.name).startsWith(normalizedName(name)))
  );
}

import { authorize, covers, reach } from "../access/reach.ts";
import { contactWrites, newContacts } from "../contacts/add.ts";
import { asRead } from "../customers/as-read.ts";
import { changedCustomer } from "../customers/change.ts";
import { type CreateOptions, claimsWith, newCustomer } from "../customers/create.ts";
import { type Customer, customerInput, customers } from "../customers/customer.ts";
import { withOpportunity } from "../customers/lifecycle.ts";
import { type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { Problem, ruleBroken, under, within } from "../problem/problem.ts";
import { nextVersion } from "../table/record.ts";
import { put, type Write } from "../table/write.ts";
import { missing } from "./checks.ts";
import { type CustomerFields, contactsInput } from "./input.ts";

/** The customer of a new opportunity as it will stand, and what is written of it in the same transaction. */
export interface CustomerPart {
  readonly customer: Customer;
  readonly writes: readonly Write[];
}

/** Names the write of an existing customer to `Change.retry`. */
export const CUSTOMER = "customer";

/**
 * A new customer. One call when it needs a number.
 * @param ownerId who is to own it unless its fields say otherwise: the opportunity's owner
 * @throws Problem forbidden, and others whose flaws lie in `/customer`
 */
export async function withNewCustomer(
  { contacts = [], ...fields }: CustomerFields,
  ownerId: string | undefined,
  { allowDuplicate }: CreateOptions,
  context: Context,
): Promise<CustomerPart> {
  if (reach(context.caller, "customer", "create").none)
    throw new Problem("forbidden", "your roles do not let you create a customer");
  return within("/customer", async () => {
    const input = patched(customerInput, {}, fields);
    const record = await newCustomer({ ...input, ownerId: input.ownerId ?? ownerId }, context);
    const customer = { ...record, type: withOpportunity(record.type) };
    const writes = [
      ...put(customers, customer, undefined, taking(allowDuplicate)),
      ...(await contactsOf(customer.id, contacts, context)),
    ];
    return { customer, writes: inCustomer(writes) };
  });
}

/**
 * An existing customer, with changes or none. An intended one becomes potential (DOMAIN §3).
 * @throws Problem unknown-reference when there is none for this caller, forbidden, rule-broken when it is inactive
 */
export async function withCustomer(
  id: string,
  record: Customer | undefined,
  given: CustomerFields | undefined,
  { allowDuplicate }: CreateOptions,
  context: Context,
): Promise<CustomerPart> {
  const { contacts = [], ...fields } = given ?? {};
  const changes = Object.keys(fields).length === 0 ? undefined : fields;
  if (record === undefined || record.deletedAt !== undefined || !readable(record, context)) throw unknown(id);
  if (record.type === "inactive")
    throw ruleBroken("an inactive customer takes no opportunities; reactivate it first", "/customerId");
  if (given !== undefined) authorize(context.caller, "update", customers, record);
  const type = withOpportunity(record.type);
  const added = inCustomer(await within("/customer", () => contactsOf(id, contacts, context)));
  if (changes === undefined && type === record.type)
    return { customer: record, writes: [asRead(record, () => unknown(id), CUSTOMER), ...added] };
  const { next, guards } =
    changes === undefined
      ? { next: nextVersion(record, {}, stampOf(context)), guards: [] }
      : await within("/customer", () => changedCustomer(record, changes, context));
  const moved = type === record.type ? next : { ...next, type, typeSince: context.now.toISOString() };
  return {
    customer: moved,
    writes: inCustomer([
      ...put(customers, moved, record, { ...taking(allowDuplicate), label: CUSTOMER }),
      ...guards,
    ]).concat(added),
  };
}

/** Contacts that come with the opportunity, each flaw named by where it stands. */
async function contactsOf(customerId: string, given: unknown, context: Context): Promise<Write[]> {
  const made = await Promise.all(
    contactsInput
      .parse(given)
      .map((input, index) => within(`/contacts/${index}`, () => newContacts(customerId, [input], context))),
  );
  return contactWrites(customerId, made.flat());
}

const taking = (allowDuplicate: boolean) => ({ claims: claimsWith(allowDuplicate) });

const unknown = (id: string) =>
  new Problem("unknown-reference", `there is no customer ${id}`, {
    flaws: [missing("customer", id, "/customerId")],
  });

function readable(record: Customer, { caller }: Context): boolean {
  return covers(reach(caller, "customer", "read"), { ...record, shared: false });
}

function inCustomer(writes: readonly Write[]): Write[] {
  return writes.map((write) => ({ ...write, refused: (there) => under("/customer", write.refused(there)) }));
}

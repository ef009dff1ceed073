import { reach } from "../../../access/reach.ts";
import { asRead } from "../../../customers/as-read.ts";
import { newCustomer } from "../../../customers/create.ts";
import { type Customer, customers } from "../../../customers/customer.ts";
import { withOpportunity } from "../../../customers/lifecycle.ts";
import { CUSTOMER, type CustomerPart, withCustomer } from "../../../opportunities/customer-part.ts";
import { notFound, Problem, ruleBroken } from "../../../problem/problem.ts";
import { put } from "../../../table/write.ts";
import { normalizedName } from "../../../text/text.ts";
import type { Desk, Row } from "../../importer.ts";
import { holderIn, recordIn } from "../../known.ts";

/** The customer of an opportunity that a row makes. */
export interface RowCustomer extends CustomerPart {
  /** It is made with the opportunity. */
  readonly isNew: boolean;
}

/**
 * The customer that a row names: as it stands, or new where the mapping lets it be made. A win counts itself on the customer,
 * which makes it active; anything else makes an intended one potential (DOMAIN §3).
 * @throws Problem forbidden, unknown-reference, rule-broken
 */
export async function customerOf(
  row: Row,
  ownerId: string,
  won: boolean,
  { known, context, number }: Desk,
): Promise<RowCustomer> {
  const name = row.toCreate.customer;
  const id = customerIdOf(row, { known });
  if (id !== undefined) {
    const record = recordIn(known, customers, id);
    const part = await withCustomer(id, record, undefined, { allowDuplicate: false }, context);
    if (!won || record === undefined) return { ...part, isNew: false };
    return {
      customer: record,
      writes: [asRead(record, () => notFound("customer", id), CUSTOMER)],
      isNew: false,
    };
  }
  if (name === undefined) throw ruleBroken("must not be empty", "/customer");
  if (reach(context.caller, "customer", "create").none)
    throw new Problem("forbidden", "your roles do not let you create a customer");
  const input = { name, kind: "company", source: "import", ownerId } as const;
  const record = await newCustomer(input, context, () => number("customer"));
  const customer: Customer = won
    ? { ...record, type: "active", wins: 1 }
    : { ...record, type: withOpportunity(record.type) };
  return { customer, writes: put(customers, customer, undefined), isNew: true };
}

/** The customer that a row names, also when another row has made it meanwhile. */
export function customerIdOf({ values, toCreate }: Row, { known }: Pick<Desk, "known">): string | undefined {
  if (typeof values.customerId === "string") return values.customerId;
  const name = toCreate.customer;
  return name === undefined ? undefined : holderIn(known, customers.type, `name:${normalizedName(name)}`);
}

import { assignee } from "../access/assignment.ts";
import type { Context } from "../http/context.ts";
import { asOwner, giving } from "../resource/giving.ts";
import { readToChange } from "../resource/verbs.ts";
import { type Change, unchanged } from "../table/write.ts";
import type { Assignment } from "./actions.ts";
import { type Customer, customers } from "./customer.ts";
import { visitFor } from "./visit.ts";

/** A customer in another's hands, without the visit that an assignment asks for. */
export const givenTo = giving(customers, asOwner);

/**
 * Gives a customer to another owner, who gets a visit to make; one who takes it themselves needs none. Two calls.
 * @throws Problem forbidden, not-assignable by the assignment check (DOMAIN §2), rule-broken
 */
export async function assignCustomer(
  id: string,
  { ownerId, visitBy }: Assignment,
  context: Context,
): Promise<Change<Customer>> {
  const [record, owner] = await Promise.all([
    readToChange(customers, id, context, "assign"),
    assignee(ownerId, "customer", context),
  ]);
  if (record.ownerId === owner.userId) return unchanged(record);
  const { writes, result } = givenTo(owner, record, context);
  const visit = owner.userId === context.caller.userId ? [] : await visitFor(owner, result, visitBy, context);
  return { writes: [...writes, ...visit], result };
}

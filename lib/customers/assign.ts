import { assignee } from "../access/assignment.ts";
import type { Person } from "../access/directory.ts";
import { type Context, stampOf } from "../http/context.ts";
import { readToChange } from "../resource/verbs.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put, unchanged } from "../table/write.ts";
import type { Assignment } from "./actions.ts";
import { type Customer, customers } from "./customer.ts";
import { visitFor } from "./visit.ts";

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

/** A customer in another's hands: pure; a handover gives many with it. */
export function givenTo(
  owner: Pick<Person, "userId" | "departmentId">,
  record: Customer,
  context: Pick<Context, "caller" | "now">,
): Change<Customer> {
  const { userId: ownerId, departmentId } = owner;
  const next = nextVersion(record, { ownerId, departmentId }, stampOf(context));
  return { writes: put(customers, next, record), result: next };
}

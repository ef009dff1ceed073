import { type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { reachable } from "../phone/reachable.ts";
import { readToChange } from "../resource/verbs.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { type CreateOptions, claimsWith } from "./create.ts";
import { type Customer, customerInput, customers } from "./customer.ts";

/**
 * Changes fields of a customer. Two calls.
 * @throws Problem already-exists naming the customer that has the new name, phone or e-mail
 */
export async function changeCustomer(
  id: string,
  patch: unknown,
  { allowDuplicate }: CreateOptions,
  context: Context,
): Promise<Change<Customer>> {
  const record = await readToChange(customers, id, context);
  const next = await changedCustomer(record, patch, context);
  return { writes: put(customers, next, record, { claims: claimsWith(allowDuplicate) }), result: next };
}

/**
 * The next version of a customer with a merge patch applied, not written yet.
 * @throws Problem invalid-request
 */
export async function changedCustomer(
  record: Customer,
  patch: unknown,
  context: Pick<Context, "caller" | "now">,
): Promise<Customer> {
  const fields = await reachable(patched(customerInput, record, patch));
  return nextVersion(record, { ...fields, number: fields.number ?? record.number }, stampOf(context));
}

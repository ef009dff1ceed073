import { type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { readToChange } from "../resource/verbs.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { type CreateOptions, claimsWith } from "./create.ts";
import { type Customer, customerInput, customers } from "./customer.ts";
import { reachable } from "./reachable.ts";

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
  const fields = await reachable(patched(customerInput, record, patch));
  const cleared = Object.fromEntries(Object.keys(customerInput.shape).map((name) => [name, undefined]));
  const next = nextVersion(
    record,
    { ...cleared, ...fields, number: fields.number ?? record.number },
    stampOf(context),
  );
  return { writes: put(customers, next, record, { claims: claimsWith(allowDuplicate) }), result: next };
}

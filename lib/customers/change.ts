import { type Acting, type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { reachable } from "../phone/reachable.ts";
import { readToChange } from "../resource/verbs.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put, type Write } from "../table/write.ts";
import { type CreateOptions, claimsWith } from "./create.ts";
import { type Customer, customerChanges, customers } from "./customer.ts";
import { checkGroup } from "./group.ts";
import { cared } from "./personal.ts";

/**
 * Changes fields of a customer. Two calls, and one for each level of the group of companies it is put into.
 * @throws Problem already-exists naming the customer that has the new name, phone or e-mail
 */
export async function changeCustomer(
  id: string,
  patch: unknown,
  { allowDuplicate }: CreateOptions,
  context: Context,
): Promise<Change<Customer>> {
  const record = await readToChange(customers, id, context);
  const { next, guards } = await changedCustomer(record, patch, context);
  const writes = put(customers, next, record, { claims: claimsWith(allowDuplicate) });
  return { writes: [...writes, ...guards], result: next };
}

/** A customer as it will stand, and what must hold when it is written. */
export interface ChangedCustomer {
  readonly next: Customer;
  readonly guards: readonly Write[];
}

/**
 * The next version of a customer with a merge patch applied, not written yet.
 * @throws Problem invalid-request, unknown-reference, rule-broken
 */
export async function changedCustomer(
  record: Customer,
  patch: unknown,
  context: Acting,
): Promise<ChangedCustomer> {
  const given = patched(customerChanges, record, patch);
  const [reached, care] = await Promise.all([reachable(given), cared(given, record, context.now)]);
  const fields = { ...reached, ...care };
  const { parentId } = fields;
  const moves = parentId !== undefined && parentId !== record.parentId;
  return {
    next: nextVersion(record, { ...fields, number: fields.number ?? record.number }, stampOf(context)),
    guards: moves ? await checkGroup(record.id, parentId, context) : [],
  };
}

import type { Context } from "../http/context.ts";
import { change, readToChange } from "../resource/verbs.ts";
import type { Change } from "../table/write.ts";
import type { Deactivation } from "./actions.ts";
import { type Customer, customers } from "./customer.ts";
import { deactivated, reactivated } from "./lifecycle.ts";

/**
 * Deactivates a customer (停用): it takes no opportunities until it is reactivated. Two calls.
 * @throws Problem conflict when it is inactive already
 */
export async function deactivateCustomer(
  id: string,
  { reason }: Deactivation,
  context: Context,
): Promise<Change<Customer>> {
  const record = await readToChange(customers, id, context);
  return change(customers, record, deactivated(record, reason, context.now.toISOString()), context);
}

/**
 * Makes an inactive customer what it was before. Two calls.
 * @throws Problem conflict when it is not inactive
 */
export async function reactivateCustomer(id: string, context: Context): Promise<Change<Customer>> {
  const record = await readToChange(customers, id, context);
  return change(customers, record, reactivated(record, context.now.toISOString()), context);
}

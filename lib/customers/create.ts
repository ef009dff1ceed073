import { assignee } from "../access/assignment.ts";
import { type Context, stampOf } from "../http/context.ts";
import { newId } from "../ids/id.ts";
import { nextNumber } from "../numbering/numbering.ts";
import { reachable } from "../phone/reachable.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { type Customer, type CustomerInput, customers } from "./customer.ts";
import { checkParent } from "./group.ts";
import { cared } from "./personal.ts";
import { visitFor } from "./visit.ts";

export interface CreateOptions {
  /** Accept that another customer has the same name, phone or e-mail. */
  readonly allowDuplicate: boolean;
  /** Whoever is given the customer by somebody else gets a visit to make. */
  readonly visit?: boolean;
}

/**
 * Creates a customer for its owner, the caller unless told. Two calls: the number and the write, and one more when it
 * belongs to another.
 * @throws Problem already-exists naming the other customer, not-assignable
 */
export async function createCustomer(
  input: CustomerInput,
  { allowDuplicate, visit = false }: CreateOptions,
  context: Context,
  number: () => Promise<string> = () => nextNumber("customer", context.now),
): Promise<Change<Customer>> {
  const record = await newCustomer(input, context, number);
  const owner = await assignee(input.ownerId, "customer", context);
  const isGiven = visit && owner.userId !== context.caller.userId;
  return {
    writes: [
      ...put(customers, record, undefined, { claims: claimsWith(allowDuplicate) }),
      ...(isGiven ? await visitFor(owner, record, undefined, context) : []),
    ],
    result: record,
  };
}

/**
 * A customer as it begins, not written yet. One call when it needs a number, one when it belongs to another.
 * @throws Problem invalid-request, not-assignable, unknown-reference
 */
export async function newCustomer(
  input: CustomerInput,
  context: Context,
  number: () => Promise<string> = () => nextNumber("customer", context.now),
): Promise<Customer> {
  const [normalized, care, owner] = await Promise.all([
    reachable(input),
    cared(input, undefined, context.now),
    assignee(input.ownerId, "customer", context),
    input.parentId === undefined ? undefined : checkParent(input.parentId, context),
  ]);
  return {
    ...normalized,
    ...care,
    ...firstVersion(newId("customer", context.now), stampOf(context)),
    number: input.number ?? (await number()),
    ownerId: owner.userId,
    departmentId: owner.departmentId,
    type: "intended",
    typeSince: context.now.toISOString(),
    wins: 0,
  };
}

/** Which unique values a customer takes: its number always, the rest unless a duplicate is allowed. */
export function claimsWith(allowDuplicate: boolean) {
  return ({ value }: { readonly value: string }) => !allowDuplicate || value.startsWith("number:");
}

import type { Problem } from "../problem/problem.ts";
import type { Change } from "../table/write.ts";
import { asRead } from "./as-read.ts";
import { type Customer, customers } from "./customer.ts";

const CUSTOMER = "customer-as-read";

/** What records take over of their customer. */
export type CustomerOf = Pick<Customer, "id" | "name" | "ownerId">;

/**
 * A change that copies a customer's name and owner, with the requirement that they are what was read: it is decided
 * again when the customer was renamed or given to somebody else at this moment, and refused when it was deleted.
 * @param gone what callers read then
 * @param decide pure: the change for a customer
 */
export function restingOn<C extends CustomerOf, T>(
  customer: C,
  gone: () => Problem,
  decide: (customer: C | Customer) => Change<T>,
): Change<T> {
  const change = decide(customer);
  return {
    ...change,
    writes: [...change.writes, asRead(customer, gone, CUSTOMER)],
    retry: (refusals) => {
      const there = refusals.find(({ label }) => label === CUSTOMER)?.there;
      if (there === undefined) return change.retry?.(refusals);
      if (there.deletedAt !== undefined) return undefined;
      return restingOn<Customer, T>(customers.schema.parse(there), gone, decide);
    },
  };
}

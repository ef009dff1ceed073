import { assignee } from "../access/assignment.ts";
import type { CreateOptions } from "../customers/create.ts";
import { type Customer, customers } from "../customers/customer.ts";
import type { Context } from "../http/context.ts";
import { nextNumber } from "../numbering/numbering.ts";
import { Problem } from "../problem/problem.ts";
import { findTogether } from "../table/read.ts";
import type { Change } from "../table/write.ts";
import { checkPeople, checkShape } from "./checks.ts";
import { CUSTOMER, withCustomer, withNewCustomer } from "./customer-part.ts";
import { decideOpportunity } from "./decide.ts";
import type { OpportunityBody } from "./input.ts";
import type { Opportunity } from "./opportunity.ts";
import { catalogueOf, peopleOf, termsNow, wantedBy } from "./references.ts";

/**
 * Creates an opportunity and, in the same transaction, its new customer or changes of the existing one, and its first
 * follow-up: all or nothing. The references are read together while the numbers are taken; then all is written.
 * @throws Problem unknown-reference, rule-broken, not-assignable, already-exists naming the other customer
 */
export async function createOpportunity(
  { customerId, customer: fields, ...input }: OpportunityBody,
  options: CreateOptions,
  context: Context,
): Promise<Change<Opportunity>> {
  const [owner, people, terms] = await Promise.all([
    assignee(input.ownerId, "opportunity", context),
    peopleOf(input),
    termsNow(),
  ]);
  checkShape(input);
  checkPeople(input, owner.userId, people);
  const [found, number, created] = await Promise.all([
    findTogether([
      ...(customerId === undefined ? [] : [[customers, customerId] as const]),
      ...wantedBy(input),
    ]),
    input.number ?? nextNumber("opportunity", context.now),
    customerId === undefined ? withNewCustomer(named(fields), owner.userId, options, context) : undefined,
  ]);
  const catalogue = catalogueOf(found, input, context.caller);

  async function decide(record: Customer | undefined): Promise<Change<Opportunity>> {
    const { customer, writes } =
      created ?? (await withCustomer(String(customerId), record, fields, options, context));
    const decided = decideOpportunity(
      input,
      { ...catalogue, customer, owner, people, terms },
      number,
      context,
    );
    return {
      ...decided,
      writes: [...decided.writes, ...writes],
      // Somebody else changed the customer meanwhile: the opportunity goes with it as it is now.
      retry: (refusals) => {
        const there = refusals.find(({ label }) => label === CUSTOMER)?.there;
        return there === undefined ? undefined : decide(customers.schema.parse(there));
      },
    };
  }
  return decide(customerId === undefined ? undefined : found.one(customers, customerId));
}

/** @throws Problem invalid-request */
function named(fields: object | undefined): object {
  if (fields !== undefined) return fields;
  const detail = "is needed, or customer for a new one";
  throw new Problem("invalid-request", `/customerId: ${detail}`, {
    flaws: [{ pointer: "/customerId", detail }],
  });
}

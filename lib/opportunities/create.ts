import { assignee } from "../access/assignment.ts";
import { reach } from "../access/reach.ts";
import type { CreateOptions } from "../customers/create.ts";
import { type Customer, customers } from "../customers/customer.ts";
import type { FollowUpInput } from "../follow-ups/follow-up.ts";
import { handlerFor, planFollowUp } from "../follow-ups/plan.ts";
import type { Context } from "../http/context.ts";
import { nextNumber } from "../numbering/numbering.ts";
import { Problem } from "../problem/problem.ts";
import { findTogether } from "../table/read.ts";
import type { Change, Write } from "../table/write.ts";
import { checkPeople, checkShape } from "./checks.ts";
import { CUSTOMER, withCustomer, withNewCustomer } from "./customer-part.ts";
import { decideOpportunity } from "./decide.ts";
import type { CustomerFields, OpportunityBody } from "./input.ts";
import type { Opportunity } from "./opportunity.ts";
import { catalogueOf, peopleOf, termsNow, wantedBy } from "./references.ts";

/**
 * Creates an opportunity and, in the same transaction, its new customer or changes of the existing one, and its first
 * follow-up: all or nothing. The references are read together while the numbers are taken; then all is written.
 * @throws Problem unknown-reference, rule-broken, not-assignable, already-exists naming the other customer
 */
export async function createOpportunity(
  { customerId, customer: fields, followUp, ...input }: OpportunityBody,
  options: CreateOptions,
  context: Context,
): Promise<Change<Opportunity>> {
  const isNew = customerId === undefined;
  const newFields = isNew ? named(fields) : {};
  const [owner, people, terms] = await Promise.all([
    assignee(input.ownerId, "opportunity", context),
    peopleOf(input),
    termsNow(),
  ]);
  checkShape(input);
  checkPeople(input, owner.userId, people);
  const [found, number, created] = await Promise.all([
    findTogether([...(isNew ? [] : [[customers, customerId] as const]), ...wantedBy(input)]),
    input.number ?? nextNumber("opportunity", context.now),
    isNew ? withNewCustomer(newFields, owner.userId, options, context) : undefined,
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
    const planned = followUp === undefined ? [] : await firstFollowUp(followUp, decided.result, context);
    return {
      ...decided,
      writes: [...decided.writes, ...writes, ...planned],
      // Somebody else changed the customer meanwhile: the opportunity goes with it as it is now.
      retry: (refusals) => {
        const there = refusals.find(({ label }) => label === CUSTOMER)?.there;
        return there === undefined ? undefined : decide(customers.schema.parse(there));
      },
    };
  }
  return decide(isNew ? undefined : found.one(customers, customerId));
}

/** @throws Problem forbidden, and others whose flaws lie in `/followUp` */
async function firstFollowUp(
  input: FollowUpInput,
  opportunity: Opportunity,
  context: Context,
): Promise<readonly Write[]> {
  if (reach(context.caller, "follow-up", "create").none)
    throw new Problem("forbidden", "your roles do not let you create a follow-up");
  const handler = await handlerFor(
    input.handlerId,
    opportunity.ownerId,
    opportunity,
    context,
    "/followUp/handlerId",
  );
  return planFollowUp(input, opportunity, handler, context, "/followUp").writes;
}

/** @throws Problem invalid-request */
function named(fields: CustomerFields | undefined): CustomerFields {
  if (fields !== undefined) return fields;
  const detail = "is needed, or customer for a new one";
  throw new Problem("invalid-request", `/customerId: ${detail}`, {
    flaws: [{ pointer: "/customerId", detail }],
  });
}

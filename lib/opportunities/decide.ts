import { type Acting, stampOf } from "../http/context.ts";
import { newId } from "../ids/id.ts";
import { firstVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { dateIn } from "../time/zone.ts";
import { checkPeople, checkReferences, checkShape } from "./checks.ts";
import { amountOf, checkDates, collaboratorsOf, progress } from "./deal.ts";
import type { OpportunityInput } from "./input.ts";
import type { Opportunity } from "./opportunity.ts";
import { priced } from "./pricing.ts";
import type { References } from "./references.ts";
import { save } from "./save.ts";

export interface DecideOptions {
  /** Taken over from an older system: the expected close may have passed, and products may not be offered any more. */
  readonly past?: boolean;
}

/**
 * A new opportunity from what was read before: pure, so that an import decides many and packs them into transactions.
 * The customer is not written: see `customerOf`.
 * @throws Problem unknown-reference, rule-broken, not-assignable
 */
export function decideOpportunity(
  input: OpportunityInput,
  references: References,
  number: string,
  context: Acting,
  options: DecideOptions = {},
): Change<Opportunity> {
  const record = newOpportunity(input, references, number, context, options);
  return { writes: save(undefined, record), result: record };
}

/** The same, not yet as writes: an import that brings decided ones goes on from here. */
export function newOpportunity(
  input: OpportunityInput,
  references: References,
  number: string,
  context: Acting,
  { past = false }: DecideOptions = {},
): Opportunity {
  const { customer, owner, people, terms } = references;
  checkShape(input);
  checkReferences(input, references);
  checkPeople(input, owner.userId, people);
  const today = dateIn(context.now, terms.timeZone);
  if (!past) checkDates(input, today);
  const lines = priced(input.lines ?? [], past ? offered(references) : references.offers);
  const { by, now } = stampOf(context);
  return {
    ...input,
    ...firstVersion(newId("opportunity", now), { by, now }),
    number: input.number ?? number,
    customerId: customer.id,
    customerName: customer.name,
    customerOwnerId: customer.ownerId,
    ownerId: owner.userId,
    departmentId: owner.departmentId,
    collaboratorIds: collaboratorsOf(input, owner.userId),
    lines,
    amount: amountOf(input, lines, terms),
    ...progress(input, undefined, terms, { by, at: now.toISOString() }),
    status: "executing",
    startedOn: input.startedOn ?? today,
    winNumber: 0,
    lossNumber: 0,
  };
}

/** Whatever was sold was offered then. */
export function offered({ offers }: Pick<References, "offers">): References["offers"] {
  return new Map([...offers].map(([id, offer]) => [id, { ...offer, active: true }]));
}

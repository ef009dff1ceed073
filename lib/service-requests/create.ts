import { restingOn } from "../customers/resting-on.ts";
import { type Acting, type Context, stampOf } from "../http/context.ts";
import { newId } from "../ids/id.ts";
import { membershipIdOf, memberships } from "../memberships/membership.ts";
import { nextNumber } from "../numbering/numbering.ts";
import { e164 } from "../phone/reachable.ts";
import { ruleBroken } from "../problem/problem.ts";
import { unknownReference } from "../resource/reference.ts";
import { levelOf } from "../service-levels/level.ts";
import { tierOf } from "../service-levels/tier.ts";
import { find, findTogether } from "../table/read.ts";
import { firstVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { dateIn } from "../time/zone.ts";
import { checkCatalog } from "./catalog.ts";
import { handlerFor } from "./handler.ts";
import type { RequestInput } from "./input.ts";
import { about, type References, referencesOf, wantedBy } from "./references.ts";
import { save } from "./save.ts";
import type { ServiceRequest } from "./service-request.ts";
import { assigned, type Handler } from "./steps.ts";
import { targetsFrom } from "./targets.ts";
import { type Terms, termsNow } from "./terms.ts";

/** A request tells of what has happened. */
export const RECEIVED_LATER = "a request is recorded once it was received, not before";

/** What a request that is taken in follows from besides its input; read before, so that deciding is pure. */
export interface Known {
  readonly references: References;
  /** Whom it is given to at once; nobody for one that waits to be assigned. */
  readonly handler: Handler | undefined;
  readonly terms: Terms;
  readonly number: string;
}

/**
 * Takes in a service request. Three calls: what it names, its number, and the write; one more for the membership of a
 * card's customer.
 * @throws Problem unknown-reference, rule-broken, not-assignable, already-exists
 */
export async function createRequest(input: RequestInput, context: Context): Promise<Change<ServiceRequest>> {
  const { technicianId, departmentId } = input;
  const isGiven = technicianId !== undefined || departmentId !== undefined;
  const [terms, handler, callerPhone] = await Promise.all([
    termsNow(),
    isGiven ? handlerFor({ technicianId, departmentId }, context) : undefined,
    input.callerPhone === undefined ? undefined : e164(input.callerPhone, "/callerPhone"),
  ]);
  const said = { ...input, callerPhone };
  checkCatalog(said, terms.catalog);
  checkReceived(said, context.now);
  const [references, number] = await Promise.all([
    findTogether(wantedBy(input)).then((found) =>
      withMembership(referencesOf(found, input, context.caller), input),
    ),
    input.number ?? nextNumber("serviceRequest", context.now),
  ]);
  return decideRequest(said, { references, handler, terms, number }, context);
}

/** Whether the customer of a card is a member is known only once the card is. */
async function withMembership(references: References, { customerId }: RequestInput): Promise<References> {
  const { customer } = references;
  if (customerId !== undefined || customer === undefined) return references;
  return { ...references, membership: await find(memberships, membershipIdOf(customer.id)) };
}

function checkReceived({ receivedAt }: RequestInput, now: Date): void {
  if (receivedAt !== undefined && Date.parse(receivedAt) > now.getTime())
    throw ruleBroken(RECEIVED_LATER, "/receivedAt");
}

function decideRequest(input: RequestInput, known: Known, context: Context): Change<ServiceRequest> {
  const { customer } = known.references;
  const decide = (references: References) => {
    const record = newRequest(input, { ...known, references }, context);
    return { writes: save(undefined, record), result: record };
  };
  if (customer === undefined) return decide(known.references);
  const gone = () => unknownReference("customer", customer.id, "/customerId");
  return restingOn(customer, gone, (standing) => decide({ ...known.references, customer: standing }));
}

/**
 * A new request as it stands once it is taken in: pure, so that an import decides many. What holds for it is frozen
 * here: tier, level, targets and warranty.
 * @param options.past taken over from an older system, where nobody was promised anything: without targets
 * @throws Problem rule-broken when what it names does not belong together
 */
export function newRequest(
  input: RequestInput,
  { references, handler, terms, number }: Known,
  acting: Acting,
  { past = false }: { readonly past?: boolean } = {},
): ServiceRequest {
  const { clock, levels, baseCurrency } = terms;
  const { caller, now } = acting;
  const { technicianId: _, departmentId: __, receivedAt = now.toISOString(), answered, ...said } = input;
  const on = dateIn(new Date(receivedAt), clock.timeZone);
  const tier = tierOf(references.membership);
  const level = levelOf(tier, levels);
  const record: ServiceRequest = {
    ...said,
    ...about(references, on),
    ...firstVersion(newId("service-request", now), stampOf(acting)),
    number,
    answered,
    receivedAt,
    receivedBy: caller.userId,
    month: on.slice(0, 7),
    departmentId: caller.departmentId,
    collaboratorIds: [caller.userId],
    status: answered ? "received" : "missed",
    steps: [{ step: "received", at: receivedAt, by: caller.userId }],
    tier,
    ...(past && { takenOver: true }),
    ...(answered && !past && { level, ...targetsFrom(new Date(receivedAt), level, clock) }),
    resolutionNumber: 0,
    restedSeconds: 0,
    work: [],
    workMinutes: 0,
    cost: { amount: 0, currency: baseCurrency },
  };
  if (handler === undefined) return record;
  return { ...assigned(record, handler, acting), version: record.version };
}

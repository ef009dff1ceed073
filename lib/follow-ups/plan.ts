import { assignable, assignee } from "../access/assignment.ts";
import { type Person, person } from "../access/directory.ts";
import { authorize, covers, reach } from "../access/reach.ts";
import { contacts } from "../contacts/contact.ts";
import { type Acting, type Context, stampOf } from "../http/context.ts";
import { newId } from "../ids/id.ts";
import { type Opportunity, opportunities } from "../opportunities/opportunity.ts";
import { allowed } from "../opportunities/rules.ts";
import { takes } from "../opportunities/takes.ts";
import { notFound, Problem } from "../problem/problem.ts";
import { findTogether } from "../table/read.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put, type Write } from "../table/write.ts";
import { type FollowUp, type FollowUpInput, followUps } from "./follow-up.ts";
import { checkPlanned, FOLLOW_UP_RULES } from "./rules.ts";

/**
 * A new follow-up of an opportunity: pure, so that creating an opportunity plans its first one in the same transaction.
 * @param handler checked before, by `handlerFor`
 * @param pointer where the follow-up stands in the caller's request, e.g. `/followUp`
 * @throws Problem rule-broken when it is planned for the past, conflict when the opportunity is closed
 */
export function planFollowUp(
  input: FollowUpInput,
  opportunity: Opportunity,
  handler: Pick<Person, "userId" | "departmentId">,
  context: Acting,
  pointer = "",
): { readonly record: FollowUp; readonly writes: readonly Write[] } {
  allowed(opportunity, "follow-up");
  checkPlanned(input.plannedAt, context.now, `${pointer}/plannedAt`);
  const {
    id,
    number,
    name,
    customerId,
    customerName,
    customerOwnerId,
    ownerId,
    collaboratorIds = [],
    decisionMaker,
  } = opportunity;
  const record: FollowUp = {
    ...input,
    contactName: input.contactName ?? decisionMaker,
    ...firstVersion(newId("follow-up", context.now), stampOf(context)),
    opportunityId: id,
    opportunityNumber: number,
    opportunityName: name,
    customerId,
    customerName,
    customerOwnerId,
    collaboratorIds: [ownerId, ...collaboratorIds],
    handlerId: handler.userId,
    departmentId: handler.departmentId,
    status: "planned",
  };
  return { record, writes: put(followUps, record, undefined) };
}

/**
 * Who is to do a follow-up.
 * @param usual whose it is unless somebody is named
 * @throws Problem forbidden, not-assignable by the assignment check (DOMAIN §2) on follow-up and opportunity
 */
export async function handlerFor(
  handlerId: string | undefined,
  usual: string,
  opportunity: Opportunity,
  context: Pick<Context, "caller">,
  pointer = "/handlerId",
): Promise<Person> {
  const handler =
    handlerId === undefined
      ? assignable(await person(usual), "follow-up", pointer)
      : await assignee(handlerId, "follow-up", context, pointer);
  assignable(handler, "opportunity", pointer);
  const reads = covers(reach(handler, "opportunity", "read"), { ...opportunity, shared: false });
  if (reads) return handler;
  throw new Problem("not-assignable", FOLLOW_UP_RULES.handlerReads, {
    flaws: [{ pointer, detail: "lacks opportunity:read on this opportunity" }],
  });
}

/**
 * Plans a follow-up of an opportunity that the caller may read. Two calls.
 * @throws Problem not-found, rule-broken, not-assignable, unknown-reference, conflict when the opportunity is closed
 */
export async function createFollowUp(
  opportunityId: string,
  input: FollowUpInput,
  context: Context,
): Promise<Change<FollowUp>> {
  const { opportunity, contactName } = await readSubject(opportunityId, input);
  authorize(context.caller, "read", opportunities, opportunity);
  const handler = await handlerFor(input.handlerId, opportunity.ownerId, opportunity, context);
  const { record, writes } = planFollowUp({ ...input, contactName }, opportunity, handler, context);
  return { writes: [...writes, takes(opportunityId, "follow-up")], result: record };
}

/**
 * An opportunity, together with the contact who is to be talked to. One call.
 * @throws Problem not-found; unknown-reference when the contact is none of its customer's
 */
export async function readSubject(
  opportunityId: string,
  { contactId, contactName }: Pick<FollowUpInput, "contactId" | "contactName">,
  pointer = "",
): Promise<{ opportunity: Opportunity; contactName: string | undefined }> {
  const found = await findTogether([
    [opportunities, opportunityId],
    ...(contactId === undefined ? [] : [[contacts, contactId] as const]),
  ]);
  const opportunity = found.one(opportunities, opportunityId);
  if (opportunity === undefined) throw notFound("opportunity", opportunityId);
  if (contactId === undefined) return { opportunity, contactName };
  const contact = found.one(contacts, contactId);
  if (contact?.customerId === opportunity.customerId)
    return { opportunity, contactName: contactName ?? contact.name };
  const detail = `the customer has no contact ${contactId}`;
  throw new Problem("unknown-reference", detail, { flaws: [{ pointer: `${pointer}/contactId`, detail }] });
}

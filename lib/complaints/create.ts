import { contacts } from "../contacts/contact.ts";
import { customers } from "../customers/customer.ts";
import { type CustomerOf, restingOn } from "../customers/resting-on.ts";
import { type Context, stampOf } from "../http/context.ts";
import { newId } from "../ids/id.ts";
import { nextNumber } from "../numbering/numbering.ts";
import { ruleBroken } from "../problem/problem.ts";
import { products } from "../products/product.ts";
import { referred, unknownReference } from "../resource/reference.ts";
import { serviceRequests } from "../service-requests/service-request.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { findTogether } from "../table/read.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { monthIn } from "../time/zone.ts";
import { type Complaint, type ComplaintInput, complaints } from "./complaint.ts";
import { complaintWrites } from "./entries.ts";
import { checkCause, complaintRules } from "./settings.ts";

/** Sentences that callers read. */
export const REFERENCE_RULES = {
  contactCustomer: "the contact is none of this customer's",
  requestCustomer: "the service request is another customer's",
} as const;

/** What a complaint says of the records it names. */
type About = Pick<Complaint, "contactName" | "productName" | "productId">;

/**
 * Takes in a complaint; whoever does sees to it until it is transferred (DOMAIN §9). Three calls: what it names, its
 * number, and the write.
 * @throws Problem unknown-reference, rule-broken, already-exists
 */
export async function createComplaint(input: ComplaintInput, context: Context): Promise<Change<Complaint>> {
  checkCause(input.cause, await setting(complaintRules));
  const { customerId, contactId, serviceRequestId, productId } = input;
  const [found, number, { timeZone }] = await Promise.all([
    findTogether([
      [customers, customerId],
      ...(contactId === undefined ? [] : [[contacts, contactId] as const]),
      ...(serviceRequestId === undefined ? [] : [[serviceRequests, serviceRequestId] as const]),
      ...(productId === undefined ? [] : [[products, productId] as const]),
    ]),
    input.number ?? nextNumber("complaint", context.now),
    setting(company),
  ]);
  const { caller } = context;
  const customer = referred(found, customers, customerId, caller, "/customerId");
  if (customer === undefined) throw unknownReference("customer", customerId, "/customerId");
  const contact = contactId === undefined ? undefined : found.one(contacts, contactId);
  if (contactId !== undefined && contact === undefined)
    throw unknownReference("contact", contactId, "/contactId");
  if (contact !== undefined && contact.customerId !== customerId)
    throw ruleBroken(REFERENCE_RULES.contactCustomer, "/contactId");
  const request = referred(found, serviceRequests, serviceRequestId, caller, "/serviceRequestId");
  if (request !== undefined && request.customerId !== customerId)
    throw ruleBroken(REFERENCE_RULES.requestCustomer, "/serviceRequestId");
  const product = referred(found, products, productId, caller, "/productId");
  const about: About = {
    contactName: contact?.name,
    productId: product?.id ?? request?.productId,
    productName: product?.name ?? request?.productName,
  };
  const month = monthIn(context.now, timeZone);
  const gone = () => unknownReference("customer", customerId, "/customerId");
  return restingOn(customer, gone, (standing) =>
    takenIn({ ...input, ...about }, standing, { number, month }, context),
  );
}

function takenIn(
  said: ComplaintInput & About,
  customer: CustomerOf,
  given: { readonly number: string; readonly month: string },
  context: Context,
): Change<Complaint> {
  const { userId, departmentId } = context.caller;
  const receivedAt = context.now.toISOString();
  const record: Complaint = {
    ...said,
    ...given,
    ...firstVersion(newId("complaint", context.now), stampOf(context)),
    customerName: customer.name,
    customerOwnerId: customer.ownerId,
    receivedBy: userId,
    receivedIn: departmentId,
    receivedAt,
    handlerId: userId,
    departmentId,
    collaboratorIds: [userId],
    status: "received",
    steps: [{ step: "received", at: receivedAt, by: userId }],
    transfers: 0,
    reopenings: 0,
  };
  return {
    writes: [...put(complaints, record, undefined), ...complaintWrites(undefined, record)],
    result: record,
  };
}

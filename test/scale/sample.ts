import type { Customer } from "../../lib/customers/customer.ts";
import type { Belongings } from "./making/belongings.ts";
import type { Deal } from "./making/deals.ts";

/** A customer to ask for, with records of its own; there are as many at every size, and they lie all over it. */
export interface Sample {
  readonly customerId: string;
  readonly name: string;
  readonly number: string;
  readonly phone: string;
  /** The salesperson whose customer it is. */
  readonly ownerId: string;
  /** Executing, with a planned follow-up. */
  readonly opportunityId: string;
  readonly opportunityNumber: string;
  readonly followUpId: string;
  /** Nobody has planned its delivery. */
  readonly orderId: string;
  /** Nothing of it is delivered yet. */
  readonly plannedDeliveryId: string;
  readonly deliveryId: string;
  readonly deliveryNumber: string;
  readonly cardId: string;
  readonly cardNumber: string;
  readonly serialNumber: string;
  /** In a technician's hands who has not begun with it. */
  readonly requestId: string;
  readonly requestNumber: string;
  readonly technicianId: string;
  readonly agentId: string;
  /** Waits for its answer. */
  readonly surveyId: string;
  /** Came in, and no more. */
  readonly complaintId: string;
  readonly complaintNumber: string;
  readonly memberNumber: string;
  /** The member's last purchase; nothing of it is refunded. */
  readonly spendId: string;
  /** The day that a care mail of it is about. */
  readonly careDate: string;
}

/** What can be asked of a customer that has everything. */
export function sampleOf(customer: Customer, deals: readonly Deal[], has: Belongings): Sample {
  const executing = deals.find(({ followUpId }) => followUpId !== undefined);
  const [orderId] = has.undelivered;
  const request = has.requests.find(({ status }) => status === "assigned");
  const surveyed = has.requests.find(({ status }) => status === "surveyed");
  const complaint = has.complaints.find(({ status }) => status === "received");
  return there({
    customerId: customer.id,
    name: customer.name,
    number: customer.number,
    phone: customer.phone,
    ownerId: customer.ownerId,
    opportunityId: executing?.opportunity.id,
    opportunityNumber: executing?.opportunity.number,
    followUpId: executing?.followUpId,
    orderId,
    plannedDeliveryId: has.planned?.id,
    deliveryId: has.delivery?.id,
    deliveryNumber: has.delivery?.number,
    cardId: has.card?.id,
    cardNumber: has.card?.number,
    serialNumber: has.card?.serialNumber,
    requestId: request?.id,
    requestNumber: request?.number,
    technicianId: request?.technicianId,
    agentId: request?.receivedBy,
    surveyId: surveyed?.surveyId,
    complaintId: complaint?.id,
    complaintNumber: complaint?.number,
    memberNumber: has.membership?.number,
    spendId: has.spendId,
    careDate: has.care?.date,
  });
}

function there(found: { [K in keyof Sample]: Sample[K] | undefined }): Sample {
  const missing = Object.entries(found).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length > 0) throw new Error(`a sample has no ${missing.join(", ")}`);
  return found as Sample;
}

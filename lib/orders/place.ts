import type { Opportunity } from "../opportunities/opportunity.ts";
import { nextVersion, type Stamp } from "../table/record.ts";
import { put, type Write } from "../table/write.ts";
import { type Order, orders } from "./order.ts";

/** The identity of an order, made before its transaction. */
export interface OrderName {
  readonly id: string;
  readonly number: string;
}

/** The order that a won opportunity is. */
export function orderOf(won: Opportunity, { id, number }: OrderName): Order {
  return {
    id,
    version: 1,
    createdAt: won.updatedAt,
    createdBy: won.updatedBy,
    updatedAt: won.updatedAt,
    updatedBy: won.updatedBy,
    number,
    opportunityId: won.id,
    opportunityNumber: won.number,
    winNumber: won.winNumber,
    customerId: won.customerId,
    customerName: won.customerName,
    customerOwnerId: won.customerOwnerId,
    ownerId: won.ownerId,
    departmentId: won.departmentId,
    collaboratorIds: won.collaboratorIds,
    lines: won.lines,
    amount: won.amount,
    orderedAt: won.wonAt ?? won.updatedAt,
    status: "placed",
  };
}

/** Places an order. */
export function placed(order: Order): Write[] {
  return put(orders, order, undefined);
}

/** Names the write of a cancellation, for those who decide again from the order that refused it. */
export const CANCELLED_ORDER = "cancelled-order";

/** Cancels an order, from what it was when it was last seen. */
export function cancelled(seen: Order, reason: string, stamp: Stamp): Write[] {
  const next = nextVersion(
    seen,
    { status: "cancelled", cancelledAt: stamp.now.toISOString(), cancelReason: reason },
    stamp,
  );
  return put(orders, next, seen, { label: CANCELLED_ORDER });
}

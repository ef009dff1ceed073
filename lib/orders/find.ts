import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { findIn, type Place } from "../resource/find.ts";
import type { ListRequest } from "../resource/verbs.ts";
import { partitionOf } from "../table/entity.ts";
import { filterOf, type Page } from "../table/page.ts";
import { numberKey, type Order, orders } from "./order.ts";

export interface OrderQuery {
  readonly status?: Order["status"] | undefined;
  readonly customerId?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly number?: string | undefined;
}

/** The orders the caller may read that fit, newest first; a customer's are its purchase history. One call a page. */
export function findOrders(
  wanted: OrderQuery,
  request: Pick<ListRequest<Order>, "limit" | "cursor" | "asked">,
  context: Context,
): Promise<Page<Order>> {
  const passes = filterOf(wanted, (order: Order) => fits(order, wanted));
  return findIn(orders, placeOf(wanted), { ...request, passes }, context);
}

function placeOf({ number, customerId, ownerId }: OrderQuery): Place | undefined {
  if (number !== undefined) return { partitions: [{ index: "byName", key: numberKey(number) }] };
  if (customerId !== undefined)
    return {
      partitions: [{ index: "byCustomer", key: customerId }],
      range: { prefix: groupPrefix("order") },
    };
  if (ownerId === undefined) return undefined;
  return { partitions: [{ index: "byOwner", key: partitionOf.owner(ownerId, "order") }] };
}

function fits(order: Order, { status, customerId, ownerId, number }: OrderQuery): boolean {
  return (
    (status === undefined || order.status === status) &&
    (customerId === undefined || order.customerId === customerId) &&
    (ownerId === undefined || order.ownerId === ownerId) &&
    (number === undefined || order.number === number)
  );
}

import { covers, reach } from "../access/reach.ts";
import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { type ListRequest, listRecords } from "../resource/verbs.ts";
import { partitionOf } from "../table/entity.ts";
import { type Page, readPage } from "../table/page.ts";
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
  const { customerId, ownerId, number } = wanted;
  const readable = reach(context.caller, "order", "read");
  const narrow = {
    ...request,
    parse: (item: object) => orders.schema.parse(item),
    passes: (order: Order) => covers(readable, { ...order, shared: false }) && fits(order, wanted),
  };
  if (number !== undefined)
    return readPage({ ...narrow, waves: [[{ index: "byName", key: numberKey(number) }]] });
  if (customerId !== undefined)
    return readPage({
      ...narrow,
      waves: [[{ index: "byCustomer", key: customerId }]],
      range: { prefix: groupPrefix("order") },
    });
  if (ownerId !== undefined)
    return readPage({
      ...narrow,
      waves: [[{ index: "byOwner", key: partitionOf.owner(ownerId, "order") }]],
    });
  return listRecords(orders, { ...request, passes: (order) => fits(order, wanted) }, context);
}

function fits(order: Order, { status, customerId, ownerId, number }: OrderQuery): boolean {
  return (
    (status === undefined || order.status === status) &&
    (customerId === undefined || order.customerId === customerId) &&
    (ownerId === undefined || order.ownerId === ownerId) &&
    (number === undefined || order.number === number)
  );
}

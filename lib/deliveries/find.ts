import { reach } from "../access/reach.ts";
import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { findIn, type Place } from "../resource/find.ts";
import type { ListRequest } from "../resource/verbs.ts";
import { partitionOf } from "../table/entity.ts";
import type { Page } from "../table/page.ts";
import { type Delivery, deliveries, numberKey, OPEN, orderKey } from "./delivery.ts";

export interface DeliveryQuery {
  readonly number?: string | undefined;
  readonly orderId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly status?: Delivery["status"] | undefined;
  /** With a planned part that is to come on this day or before. */
  readonly plannedUntil?: string | undefined;
}

/** The deliveries the caller may read that fit, newest first. One call a page. */
export function findDeliveries(
  wanted: DeliveryQuery,
  request: Pick<ListRequest<Delivery>, "limit" | "cursor" | "asked">,
  context: Context,
): Promise<Page<Delivery>> {
  const place = placeOf(wanted) ?? (isToCome(wanted) ? openTo(context) : undefined);
  return findIn(deliveries, place, { ...request, passes: (one) => fits(one, wanted) }, context);
}

function placeOf({ number, orderId, customerId, ownerId }: DeliveryQuery): Place | undefined {
  if (number !== undefined) return { partitions: [{ index: "byName", key: numberKey(number) }] };
  if (orderId !== undefined) return { partitions: [{ index: "byName", key: orderKey(orderId) }] };
  if (customerId !== undefined)
    return {
      partitions: [{ index: "byCustomer", key: customerId }],
      range: { prefix: groupPrefix("delivery") },
    };
  if (ownerId === undefined) return undefined;
  return { partitions: [{ index: "byOwner", key: partitionOf.owner(ownerId, "delivery") }] };
}

function isToCome({ status, plannedUntil }: DeliveryQuery): boolean {
  return status === "open" || plannedUntil !== undefined;
}

/** Those of everybody; whoever sees none but their own finds them sooner among these. */
function openTo({ caller }: Context): Place | undefined {
  const { all, departments } = reach(caller, deliveries.type, "read");
  return all || departments.size > 0 ? { partitions: [{ index: "byName", key: OPEN }] } : undefined;
}

function fits(delivery: Delivery, wanted: DeliveryQuery): boolean {
  const { number, orderId, customerId, ownerId, status, plannedUntil } = wanted;
  return (
    (number === undefined || delivery.number === number) &&
    (orderId === undefined || delivery.orderId === orderId) &&
    (customerId === undefined || delivery.customerId === customerId) &&
    (ownerId === undefined || delivery.ownerId === ownerId) &&
    (status === undefined || delivery.status === status) &&
    (plannedUntil === undefined || delivery.parts.some((part) => comesUntil(part, plannedUntil)))
  );
}

function comesUntil({ status, plannedOn }: Delivery["parts"][number], day: string): boolean {
  return status === "planned" && plannedOn <= day;
}

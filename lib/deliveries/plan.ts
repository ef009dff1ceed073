import { authorize, covers, reach } from "../access/reach.ts";
import { type Context, stampOf } from "../http/context.ts";
import { newId } from "../ids/id.ts";
import { nextNumber } from "../numbering/numbering.ts";
import { noteDelivery } from "../orders/delivery.ts";
import { type Order, orders } from "../orders/order.ts";
import { conflict, Problem, ruleBroken } from "../problem/problem.ts";
import { unknownReference } from "../resource/reference.ts";
import { find } from "../table/read.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { type Delivery, type DeliveryInput, deliveries, type Part, type PartInput } from "./delivery.ts";
import { linesFor, orderedOf } from "./quantities.ts";
import { DELIVERY_RULES } from "./rules.ts";

/** Names the write of the order to `Change.retry`. */
const ORDER = "order-to-deliver";

/**
 * Plans the delivery of an order, all at once or in parts. Three calls: the order, the number, the write.
 * @throws Problem unknown-reference, already-exists naming the order's delivery, conflict when the order is cancelled,
 * rule-broken when more would be delivered than was ordered
 */
export async function planDelivery(input: DeliveryInput, context: Context): Promise<Change<Delivery>> {
  const order = await find(orders, input.orderId);
  if (order === undefined || !isReadable(order, context))
    throw unknownReference("order", input.orderId, "/orderId");
  const name = { id: newId("delivery", context.now), number: "" };
  authorize(context.caller, "create", deliveries, deliveryOf(order, input, name, context));
  return planned(order, input, { ...name, number: await nextNumber("delivery", context.now) }, context);
}

interface Name {
  readonly id: string;
  readonly number: string;
}

/** Decided again when somebody else changed the order, e.g. cancelled it or planned its delivery. */
function planned(order: Order, input: DeliveryInput, name: Name, context: Context): Change<Delivery> {
  const record = deliveryOf(order, input, name, context);
  return {
    writes: [
      ...put(deliveries, record, undefined),
      ...put(orders, noteDelivery(order, name.id, stampOf(context)), order, { label: ORDER }),
    ],
    result: record,
    retry: (refusals) => {
      const there = refusals.find(({ label }) => label === ORDER)?.there;
      return there === undefined ? undefined : planned(orders.schema.parse(there), input, name, context);
    },
  };
}

function deliveryOf(order: Order, input: DeliveryInput, { id, number }: Name, context: Context): Delivery {
  const { status, deliveryId } = order;
  if (status === "cancelled") throw conflict(DELIVERY_RULES.orderCancelled);
  if (deliveryId !== undefined) {
    const detail = `the order has a delivery already: ${deliveryId}`;
    throw new Problem("already-exists", detail, {
      existingId: deliveryId,
      flaws: [{ pointer: "/orderId", detail }],
    });
  }
  const ordered = orderedOf(order.lines);
  if (ordered.length === 0) throw ruleBroken(DELIVERY_RULES.nothingOrdered, "/orderId");
  return {
    ...firstVersion(id, stampOf(context)),
    number,
    orderId: order.id,
    orderNumber: order.number,
    customerId: order.customerId,
    customerName: order.customerName,
    customerOwnerId: order.customerOwnerId,
    ownerId: order.ownerId,
    departmentId: order.departmentId,
    collaboratorIds: order.collaboratorIds,
    ordered,
    parts: partsOf(ordered, input.parts),
    status: "open",
  };
}

function partsOf(ordered: Delivery["ordered"], inputs: readonly PartInput[]): Part[] {
  const parts: Part[] = [];
  for (const [index, input] of inputs.entries()) parts.push(partOf(ordered, parts, input, `/parts/${index}`));
  return parts;
}

/**
 * A part as it joins a plan.
 * @param pointer where the request has it
 * @throws Problem rule-broken
 */
export function partOf(
  ordered: Delivery["ordered"],
  parts: readonly Part[],
  { plannedOn, lines, note }: PartInput,
  pointer = "",
): Part {
  return {
    number: parts.length + 1,
    plannedOn,
    lines: linesFor(ordered, parts, lines, pointer),
    note,
    status: "planned",
  };
}

function isReadable(order: Order, { caller }: Context): boolean {
  return covers(reach(caller, "order", "read"), { ...order, shared: false });
}

import {
  deliveryCancelled,
  deliveryCompleted,
  deliveryPartCompleted,
  deliveryPlanned,
} from "../../events/delivery.ts";
import { type Occurrence, occurrence } from "../../events/event.ts";
import { defineNoun } from "../projections/define.ts";
import type { TimelineLine } from "../projections/noun.ts";
import { type Delivery, deliveries, type Part } from "./delivery.ts";

export const deliveryNoun = defineNoun(deliveries, { announce, timeline });

function announce(was: Delivery | undefined, is: Delivery): Occurrence[] {
  const { id: deliveryId, orderId, customerId, status, deliveredOn = "" } = is;
  const ids = { deliveryId, orderId, customerId };
  return [
    ...(was === undefined ? [occurrence(deliveryPlanned, ids)] : []),
    ...newly("done", was, is).map((part) =>
      occurrence(deliveryPartCompleted, {
        ...ids,
        part: part.number,
        deliveredOn: part.deliveredOn ?? "",
      }),
    ),
    ...(became("delivered", status, was) ? [occurrence(deliveryCompleted, { ...ids, deliveredOn })] : []),
    ...(became("cancelled", status, was) ? [occurrence(deliveryCancelled, ids)] : []),
  ];
}

function timeline(was: Delivery | undefined, is: Delivery): TimelineLine[] {
  const { customerId, number, orderId, status, parts } = is;
  const line = (kind: string, title: string, data: Record<string, unknown> = {}): TimelineLine => ({
    customerId,
    kind: `delivery.${kind}`,
    title: `${number}${title}`,
    data: { orderId, ...data },
  });
  if (was === undefined) {
    const plannedOn = parts.map((part) => part.plannedOn);
    return [line("planned", " was planned", { plannedOn })];
  }
  if (became("cancelled", status, was)) return [line("cancelled", " was cancelled with its order")];
  return [
    ...newly("done", was, is).map((part) =>
      line("part-completed", `: part ${part.number} of ${parts.length} was delivered`, {
        part: part.number,
        deliveredOn: part.deliveredOn,
        lines: part.lines.map(({ productName, quantity }) => ({ productName, quantity })),
      }),
    ),
    ...newly("cancelled", was, is).map((part) =>
      line("part-cancelled", `: part ${part.number} was cancelled`, { reason: part.cancelReason }),
    ),
    ...(became("delivered", status, was) ? [line("completed", ": all that was ordered is delivered")] : []),
  ];
}

/** The parts that came to a state with this change. */
function newly(status: Part["status"], was: Delivery | undefined, is: Delivery): Part[] {
  const before = new Map(was?.parts.map((part) => [part.number, part.status]));
  return is.parts.filter((part) => part.status === status && before.get(part.number) !== status);
}

function became(status: Delivery["status"], is: Delivery["status"], was: Delivery | undefined): boolean {
  return is === status && was?.status !== status;
}

import { occurrence } from "../../events/event.ts";
import { orderCancelled, orderPlaced } from "../../events/order.ts";
import { defineNoun } from "../projections/define.ts";
import { orders } from "./order.ts";

export const orderNoun = defineNoun(orders, {
  announce: (was, { id, opportunityId, customerId, ownerId, status }) =>
    was?.status === status
      ? []
      : [
          occurrence(status === "placed" ? orderPlaced : orderCancelled, {
            orderId: id,
            opportunityId,
            customerId,
            ownerId,
          }),
        ],
  timeline: (was, { customerId, number, amount, status }) =>
    was?.status === status
      ? []
      : [
          {
            customerId,
            kind: status === "placed" ? "order.placed" : "order.cancelled",
            title: status === "placed" ? `${number} was placed` : `${number} was cancelled`,
            data: { number, amount },
          },
        ],
});

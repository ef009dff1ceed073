import * as z from "zod";
import { defineEvent } from "./event.ts";

const of = { deliveryId: z.string(), orderId: z.string(), customerId: z.string() };
const example = {
  deliveryId: "dlv_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  orderId: "ord_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};

/** The delivery of an order was planned. */
export const deliveryPlanned = defineEvent({
  name: "delivery.planned",
  version: 1,
  detail: z.object(of),
  example,
});

/** A part of a delivery is done: its goods are with the customer. */
export const deliveryPartCompleted = defineEvent({
  name: "delivery.part-completed",
  version: 1,
  detail: z.object({ ...of, part: z.int(), deliveredOn: z.string() }),
  example: { ...example, part: 1, deliveredOn: "2027-01-31" },
});

/** All that was ordered is delivered. */
export const deliveryCompleted = defineEvent({
  name: "delivery.completed",
  version: 1,
  detail: z.object({ ...of, deliveredOn: z.string() }),
  example: { ...example, deliveredOn: "2027-02-28" },
});

/** A delivery was cancelled with its order. */
export const deliveryCancelled = defineEvent({
  name: "delivery.cancelled",
  version: 1,
  detail: z.object(of),
  example,
});

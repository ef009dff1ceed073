import * as z from "zod";
import { defineEvent } from "./event.ts";

const of = { orderId: z.string(), opportunityId: z.string(), customerId: z.string(), ownerId: z.string() };
const example = {
  orderId: "ord_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  opportunityId: "opp_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  ownerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};

/** An order was placed. */
export const orderPlaced = defineEvent({
  name: "order.placed",
  version: 1,
  detail: z.object(of),
  example,
});

/** An order was cancelled, because the win that placed it was undone. */
export const orderCancelled = defineEvent({
  name: "order.cancelled",
  version: 1,
  detail: z.object(of),
  example,
});

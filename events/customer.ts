import * as z from "zod";
import { defineEvent } from "./event.ts";

const type = z.enum(["intended", "potential", "active", "inactive"]);

/** A customer was created. */
export const customerCreated = defineEvent({
  name: "customer.created",
  version: 1,
  detail: z.object({ customerId: z.string(), ownerId: z.string().optional() }),
  example: { customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X", ownerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X" },
});

/** A customer moved to another lifecycle type. */
export const customerTypeChanged = defineEvent({
  name: "customer.type-changed",
  version: 1,
  detail: z.object({ customerId: z.string(), from: type, to: type }),
  example: { customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X", from: "potential", to: "active" },
});

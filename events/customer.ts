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

/** A customer belongs to somebody else, or to nobody. */
export const customerOwnerChanged = defineEvent({
  name: "customer.owner-changed",
  version: 1,
  detail: z.object({ customerId: z.string(), from: z.string().optional(), to: z.string().optional() }),
  example: {
    customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    from: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    to: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4Y",
  },
});

/** A customer bears another name; which one, the record says. */
export const customerRenamed = defineEvent({
  name: "customer.renamed",
  version: 1,
  detail: z.object({ customerId: z.string() }),
  example: { customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X" },
});

/** A customer's owner took it along into another department. */
export const customerDepartmentChanged = defineEvent({
  name: "customer.department-changed",
  version: 1,
  detail: z.object({ customerId: z.string() }),
  example: { customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X" },
});

/** What other records carry of a customer changed. */
export const customerMoved = [customerOwnerChanged, customerDepartmentChanged, customerRenamed] as const;

/** A customer moved to another lifecycle type. */
export const customerTypeChanged = defineEvent({
  name: "customer.type-changed",
  version: 1,
  detail: z.object({ customerId: z.string(), from: type, to: type }),
  example: { customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X", from: "potential", to: "active" },
});

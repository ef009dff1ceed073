import * as z from "zod";
import { defineEvent } from "./event.ts";

const of = { serviceCardId: z.string(), customerId: z.string(), productId: z.string() };
const example = {
  serviceCardId: "sca_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  productId: "prd_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};

/** A service card was opened. */
export const serviceCardOpened = defineEvent({
  name: "service-card.opened",
  version: 1,
  detail: z.object({ ...of, warrantyUntil: z.string().optional() }),
  example: { ...example, warrantyUntil: "2029-01-31" },
});

/** A service card was made void. */
export const serviceCardVoided = defineEvent({
  name: "service-card.voided",
  version: 1,
  detail: z.object(of),
  example,
});

/** A void service card is active again. */
export const serviceCardRestored = defineEvent({
  name: "service-card.restored",
  version: 1,
  detail: z.object(of),
  example,
});

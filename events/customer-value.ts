import * as z from "zod";
import { defineEvent } from "./event.ts";

const customerId = z.string();
const valueClass = z.enum(["A", "B", "C"]).optional();

/** A customer is in another class than before; in none when its purchases were taken back. */
export const customerClassChanged = defineEvent({
  name: "customer.class-changed",
  version: 1,
  detail: z.object({ customerId, from: valueClass, to: valueClass }),
  example: { customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X", from: "B", to: "A" },
});

/** A customer who bought before has not for so long that it is dormant. */
export const customerDormant = defineEvent({
  name: "customer.dormant",
  version: 1,
  detail: z.object({ customerId, lastMonth: z.string().optional() }),
  example: { customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X", lastMonth: "2026-04" },
});

/** A round of a computation of customer value is done, or it has just been asked for: the next round is due. */
export const valueRunAdvanced = defineEvent({
  name: "value-run.advanced",
  version: 1,
  detail: z.object({ runId: z.string(), round: z.int() }),
  example: { runId: "vrn_01JCXW3V7Q8F2M4N6P8R0T2V4X", round: 1 },
});

import * as z from "zod";
import { defineEvent } from "./event.ts";

/** A mail waits to be sent. */
export const mailQueued = defineEvent({
  name: "mail.queued",
  version: 1,
  detail: z.object({ mailId: z.string() }),
  example: { mailId: "mai_01JCXW3V7Q8F2M4N6P8R0T2V4X" },
});

/** What became of a mail to a customer: it was sent, reached them or did not, or was not to be sent. */
export const mailAdvanced = defineEvent({
  name: "mail.advanced",
  version: 1,
  detail: z.object({
    mailId: z.string(),
    kind: z.enum(["care", "membership", "campaign"]),
    /** What made it, e.g. a care rule or a campaign. */
    rule: z.string(),
    /** The record that it belongs to, where it was queued for one. */
    about: z.string().optional(),
    customerId: z.string().optional(),
    recipientId: z.string().optional(),
    to: z.enum(["sent", "delivered", "bounced", "complained", "suppressed", "cancelled", "failed"]),
  }),
  example: {
    mailId: "mai_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    kind: "campaign",
    rule: "cmg_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    about: "cmg_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    recipientId: "con_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    to: "delivered",
  },
});

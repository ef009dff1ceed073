import * as z from "zod";
import { defineEvent } from "./event.ts";

/** The mail that SES tells of: it comes with the tags that it was sent with. */
const mail = z.object({ tags: z.record(z.string(), z.array(z.string())).default({}) });
const tags = { mailId: ["mai_01JCXW3V7Q8F2M4N6P8R0T2V4X"], "ses:configuration-set": ["guanxi-mail"] };

/** What SES tells of mails, on the account's default bus; at least once, in any order, and now and then not at all. */
export const emailDelivered = defineEvent({
  name: "Email Delivered",
  version: 0,
  detail: z.object({ mail }),
  example: { mail: { tags } },
});

export const emailBounced = defineEvent({
  name: "Email Bounced",
  version: 0,
  detail: z.object({
    mail,
    bounce: z.object({
      /** Permanent, Transient or Undetermined. */
      bounceType: z.string(),
      bounceSubType: z.string().default(""),
    }),
  }),
  example: { mail: { tags }, bounce: { bounceType: "Permanent", bounceSubType: "General" } },
});

export const emailComplained = defineEvent({
  name: "Email Complaint Received",
  version: 0,
  detail: z.object({
    mail,
    complaint: z.object({ complaintFeedbackType: z.string().nullish() }),
  }),
  example: { mail: { tags }, complaint: { complaintFeedbackType: "abuse" } },
});

export const emailRejected = defineEvent({
  name: "Email Rejected",
  version: 0,
  detail: z.object({ mail, reject: z.object({ reason: z.string().default("") }) }),
  example: { mail: { tags }, reject: { reason: "Bad content" } },
});

export const sesEvents = [emailDelivered, emailBounced, emailComplained, emailRejected] as const;

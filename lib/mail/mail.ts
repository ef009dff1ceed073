import * as z from "zod";
import { instant } from "../time/calendar.ts";
import { value } from "./values.ts";

/** Languages that mails are written in. */
export const LANGUAGES = ["zh-CN", "zh-TW", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a mail about work says, in the recipient's language; the layout is added when it is sent. */
export const message = z.object({
  subject: z.string(),
  title: z.string(),
  intro: z.string(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  action: z.object({ label: z.string(), url: z.string() }),
  footer: z.string(),
});
export type Message = z.infer<typeof message>;

/** What mails are for: work is never refused, the others are for customers who can refuse each kind (DOMAIN §11). */
export const CARE_KINDS = ["care", "membership", "campaign"] as const;
export type CareKind = (typeof CARE_KINDS)[number];
const KINDS = ["work", ...CARE_KINDS] as const;

export const MAIL_STATUSES = [
  "queued",
  "sending",
  "sent",
  /** The recipient's server took it, refused it, or the recipient called it spam: SES tells. */
  "delivered",
  "bounced",
  "complained",
  /** Not sent, since its recipient refuses it or mails do not reach them. */
  "suppressed",
  "cancelled",
  "failed",
] as const;
export type MailStatus = (typeof MAIL_STATUSES)[number];

/** What a mail to a customer is made from when it is sent: a template as it stands then, and this mail's own values. */
const letterOrder = z.object({
  template: z.string(),
  /** The recipient's tier: a template for it comes before the one for all. */
  tier: z.string().optional(),
  values: z.record(z.string(), value),
  /** Sent to somebody of the company, to be looked at: its subject says so. */
  test: z.boolean().optional(),
  /** The template that it was sent from, and its version. */
  sentFrom: z.object({ key: z.string(), version: z.int() }).optional(),
});
export type LetterOrder = z.infer<typeof letterOrder>;

/** A mail, queued → sending → sent → delivered | bounced | complained, or suppressed | cancelled | failed. Its id follows from rule, recipient and occasion: writing it twice is writing it once. */
export const mail = z.object({
  id: z.string(),
  /** What made it, e.g. `follow-up.due`. */
  rule: z.string(),
  kind: z.enum(KINDS).default("work"),
  recipientId: z.string().optional(),
  customerId: z.string().optional(),
  /** The record that it belongs to, e.g. a campaign. */
  about: z.string().optional(),
  to: z.object({ name: z.string(), address: z.string() }),
  language: z.enum(LANGUAGES),
  /** What it says: words of its own, or a letter written from a template. */
  message: message.optional(),
  letter: letterOrder.optional(),
  /** Whether it is sent again when nobody knows if it was: a work reminder is, a greeting is not. */
  whenUnknown: z.enum(["send-again", "give-up"]),
  status: z.enum(MAIL_STATUSES),
  /** How often it was claimed; also tells one sender's claim from the next. */
  attempts: z.int(),
  queuedAt: instant,
  /** Not before; with `queued`. */
  nextTryAt: instant.optional(),
  /** Until then it is its sender's alone; with `sending`. */
  leaseUntil: instant.optional(),
  /** Name of the last error. */
  error: z.string().optional(),
  sesMessageId: z.string().optional(),
  sentAt: instant.optional(),
  failedAt: instant.optional(),
  /** When SES told what became of it. */
  toldAt: instant.optional(),
  /** The id of what led to it. */
  correlationId: z.string().optional(),
});
export type Mail = z.infer<typeof mail>;

/** The tag by which SES's events name our mail: it gives messages ids of its own. */
export const MAIL_TAG = "mailId";

/** Key of a mail's item. */
export function mailKey(id: string) {
  return { pk: id, sk: "mail" };
}

/** Unsent mails are spread over so many partitions. */
export const SHARDS = 8;

/** Partition of unsent mails in the order in which the sweep is to look at them. */
export function unsentPartition(shard: number): string {
  return `mails#unsent#${shard}`;
}

/** Partition of the mails that were given up. */
export const FAILED_PARTITION = "mails#failed";

/** Where a mail waits; ids end in characters of a digest. */
export function shardOf(id: string): number {
  return (id.codePointAt(id.length - 1) ?? 0) % SHARDS;
}

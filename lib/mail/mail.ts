import * as z from "zod";
import { instant } from "../time/calendar.ts";

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

/** A mail, queued → sending → sent | failed. Its id follows from rule, recipient and occasion: writing it twice is writing it once. */
export const mail = z.object({
  id: z.string(),
  /** What made it, e.g. `follow-up.due`. */
  rule: z.string(),
  recipientId: z.string().optional(),
  to: z.object({ name: z.string(), address: z.string() }),
  language: z.enum(LANGUAGES),
  message,
  /** Whether it is sent again when nobody knows if it was: a work reminder is, a greeting is not. */
  whenUnknown: z.enum(["send-again", "give-up"]),
  status: z.enum(["queued", "sending", "sent", "failed"]),
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
});
export type Mail = z.infer<typeof mail>;

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

import type { Person } from "../access/directory.ts";
import { derivedId } from "../ids/derived.ts";
import { conflict } from "../problem/problem.ts";
import { putOnce, type Write } from "../table/write.ts";
import { type Mail, type Message, mailKey, shardOf, unsentPartition } from "./mail.ts";

/** One mail to one person for one occasion. */
export interface Occasion {
  /** What makes the mail, e.g. `follow-up.due`. */
  readonly rule: string;
  readonly recipient: Pick<Person, "userId" | "name" | "email" | "language">;
  /** What tells this occasion from the rule's others for the same recipient. */
  readonly occasion: string;
  /** Decides with the occasion, e.g. when it was planned for; the id sorts by it. */
  readonly at: Date;
  readonly message: Message;
  /** Sent again unless told: a reminder of work is. */
  readonly whenUnknown?: Mail["whenUnknown"];
}

/** Queues a mail, in the transaction of what it is about; the stream has it sent. Writing it again is refused. */
export function queueMail(
  { rule, recipient, occasion, at, message, whenUnknown = "send-again" }: Occasion,
  now: Date,
): Write {
  const id = derivedId("mail", at, rule, recipient.userId, occasion);
  const queuedAt = now.toISOString();
  return queued({
    id,
    kind: "work",
    rule,
    recipientId: recipient.userId,
    to: { name: recipient.name, address: recipient.email },
    language: recipient.language,
    message,
    whenUnknown,
    status: "queued",
    attempts: 0,
    queuedAt,
    nextTryAt: queuedAt,
  });
}

/** The write that queues a mail, for the sweep to find from `nextTryAt` on should nobody send it at once. */
export function queued(mail: Mail): Write {
  const { id, nextTryAt = mail.queuedAt } = mail;
  const keys = { ...mailKey(id), duePk: unsentPartition(shardOf(id)), dueSk: `${nextTryAt}#${id}` };
  return putOnce({ ...mail, ...keys, entity: "mail" }, () => conflict(`the mail ${id} is queued already`));
}

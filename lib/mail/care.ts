import { derivedId } from "../ids/derived.ts";
import type { Write } from "../table/write.ts";
import type { CareKind, Language, Mail } from "./mail.ts";
import { readKey } from "./occasions.ts";
import { queued } from "./queue.ts";
import { type Value, valuesFor } from "./values.ts";

/** One mail to one customer or contact for one occasion. */
export interface CareOccasion {
  /** What the recipient refuses to be spared of it. */
  readonly kind: CareKind;
  /** What makes the mail, e.g. a care rule's id or `membership.tier-raised`. */
  readonly rule: string;
  readonly recipient: {
    /** Of the customer or the contact. */
    readonly id: string;
    readonly customerId: string;
    readonly name: string;
    readonly address: string;
    readonly language: Language;
  };
  /** What tells this occasion from the rule's others for the same recipient, e.g. the year of the birthday. */
  readonly occasion: string;
  /** Decides with the occasion, e.g. midnight of the birthday; the id sorts by it. Never the time of the attempt. */
  readonly at: Date;
  /** Which template it is written from; one for the tier comes before the one for all. */
  readonly template: { readonly key: string; readonly tier?: string | undefined };
  /** What the template's occasion declares (`lib/mail/occasions.ts`), besides name and company. */
  readonly values: Readonly<Record<string, Value | undefined>>;
  /** Not before; at once unless told. */
  readonly sendAt?: Date | undefined;
  /** The record that it belongs to, e.g. a care mail or a campaign; told with what becomes of it. */
  readonly about?: string | undefined;
}

/** The id of a mail to a customer: the same for the same rule, recipient and occasion. */
export function careMailId({
  rule,
  recipient,
  occasion,
  at,
}: Pick<CareOccasion, "rule" | "occasion" | "at"> & {
  readonly recipient: Pick<CareOccasion["recipient"], "id">;
}): string {
  return derivedId("mail", at, rule, recipient.id, occasion);
}

/**
 * Queues a mail to a customer, in the transaction of what it is about. Writing it again is refused; of one whose sender died
 * nobody knows whether it was sent, and it is not sent again. It is written from its template when it is sent, and not
 * sent at all to whoever refuses its kind by then.
 * @throws Error when the template's occasion is unknown or takes no such values: whoever queues it is wrong
 */
export function queueCareMail(order: CareOccasion, now: Date): Write[] {
  const { kind, rule, recipient, template, values, sendAt = now, about } = order;
  const key = readKey(template.key);
  if (key === undefined) throw new Error(`no template can be called ${template.key}`);
  const queuedAt = now.toISOString();
  const nextTryAt = sendAt > now ? sendAt.toISOString() : queuedAt;
  const mail: Mail = {
    id: careMailId(order),
    kind,
    rule,
    recipientId: recipient.id,
    customerId: recipient.customerId,
    ...(about !== undefined && { about }),
    to: { name: recipient.name, address: recipient.address },
    language: recipient.language,
    letter: {
      template: template.key,
      ...(template.tier !== undefined && { tier: template.tier }),
      values: valuesFor(key.occasion, values),
    },
    whenUnknown: "give-up",
    status: "queued",
    attempts: 0,
    queuedAt,
    nextTryAt,
  };
  return [queued(mail)];
}

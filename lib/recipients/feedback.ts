import { emailBounced, emailComplained, emailDelivered, emailRejected } from "../../events/ses.ts";
import { following } from "../log/invocation.ts";
import { logger } from "../log/logger.ts";
import { MAIL_TAG, type Mail } from "../mail/mail.ts";
import { noteTold, type Told } from "../mail/told.ts";
import { commit } from "../table/commit.ts";
import { suppress } from "./suppress.ts";

/** What SES told, as the product understands it. */
interface Feedback {
  readonly told: Told;
  readonly error?: string;
  /** Why nothing but work is sent to that address any more. */
  readonly suppression?: "hard-bounce" | "complaint";
}

/** What an event of SES means; `undefined` when nothing follows from it. A pure function. */
export function understood(name: string, detail: unknown): Feedback | undefined {
  switch (name) {
    case emailDelivered.name:
      return { told: "delivered" };
    case emailRejected.name:
      return { told: "rejected", error: "Rejected" };
    case emailComplained.name: {
      const { complaint } = emailComplained.detail.parse(detail);
      // Somebody took it out of the spam folder: the very contrary of a complaint.
      if (complaint.complaintFeedbackType === "not-spam") return undefined;
      return { told: "complained", error: "Complaint", suppression: "complaint" };
    }
    case emailBounced.name: {
      const { bounceType, bounceSubType } = emailBounced.detail.parse(detail).bounce;
      const bounced = { told: "bounced", error: `${bounceType}/${bounceSubType}` } as const;
      // A full mailbox or a server that is down says nothing about tomorrow.
      return bounceType === "Permanent" ? { ...bounced, suppression: "hard-bounce" } : bounced;
    }
    default:
      return undefined;
  }
}

/**
 * Takes what SES tells of a mail: the mail says what became of it, and an address that does not exist or complained gets
 * nothing but work any more. Told twice, it is taken once; of a mail that is none of ours nothing follows.
 */
export async function takeFeedback(
  name: string,
  detail: { readonly mail: { readonly tags: Readonly<Record<string, readonly string[]>> } },
  now: Date,
): Promise<void> {
  const feedback = understood(name, detail);
  if (feedback === undefined) return;
  const [mailId] = detail.mail.tags[MAIL_TAG] ?? [];
  const mail = mailId === undefined ? undefined : await noteTold(mailId, feedback.told, now, feedback.error);
  if (mail === undefined) {
    logger.warn("SES told of a mail that is none of ours", { mailId, event: name });
    return;
  }
  await following(mail.correlationId, () => goOn(mail, name, feedback, now));
}

/** What follows from a mail's fate goes on under the id of what led to the mail. */
async function goOn(mail: Mail, name: string, { suppression }: Feedback, now: Date): Promise<void> {
  logger.debug("SES told of a mail", { mailId: mail.id, event: name });
  if (suppression === undefined) return;
  await commit(await suppress(mail.to.address, { reason: suppression, mailId: mail.id }, now));
}

import { claimMail, settleSent } from "../../../lib/mail/claim.ts";
import { noteTold } from "../../../lib/mail/told.ts";
import type { Change } from "../../../lib/table/write.ts";
import { after, MINUTE } from "./context.ts";

/** The mails that a change queues. */
export function mailsOf({ writes }: Change<unknown>): string[] {
  return writes.flatMap(({ item: { Put } }) => (Put?.Item?.entity === "mail" ? [String(Put.Item.id)] : []));
}

/** Sends a mail that is queued, and lets SES tell that it arrived. */
export async function posted(mailId: string, template: string | undefined, at: Date): Promise<void> {
  const mail = await claimMail(mailId, at);
  if (mail === undefined) throw new Error(`the mail ${mailId} is not there`);
  const written = template === undefined ? undefined : { key: template, version: 0 };
  await settleSent(mail, `scale-${mailId}`, at, written);
  await noteTold(mailId, "delivered", after(at, MINUTE));
}

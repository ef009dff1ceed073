import { MAILS } from "../metrics/mails.ts";
import { measure } from "../metrics/measure.ts";
import type { StreamChange } from "../table/stream.ts";

/** States of a mail that SES took: it tells what became of one, at times before the sender knows that it was sent. */
const TAKEN = new Set<unknown>(["sent", "delivered", "bounced", "complained"]);

/** Tells CloudWatch how mails came to be and what became of them. */
export function measureMails(changes: readonly StreamChange[]): void {
  for (const { was, is } of changes) {
    if (is?.entity !== "mail") continue;
    if (was === undefined) measure(MAILS.queued, 1);
    if (TAKEN.has(is.status) && !TAKEN.has(was?.status)) measure(MAILS.sent, 1);
    if (was === undefined || was.status === is.status) continue;
    if (is.status === "delivered") measure(MAILS.delivered, 1);
    else if (is.status === "bounced") measure(MAILS.bounced, 1);
    else if (is.status === "complained") measure(MAILS.complained, 1);
    else if (is.status === "suppressed") measure(MAILS.suppressed, 1);
    else if (is.status === "failed") measure(MAILS.failed, 1);
  }
}

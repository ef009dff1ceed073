import { groupPrefix } from "../customers/view.ts";
import { cancelMail } from "../mail/claim.ts";
import { query } from "../table/query.ts";
import { careMails } from "./care-mail.ts";

/**
 * Cancels what waits to be sent to somebody who wants no more of it: a customer itself, or one of its contacts. What is
 * being sent at this moment is sent.
 */
export async function withdrawCareMails(
  customerId: string,
  contactId: string | undefined,
  now: Date,
): Promise<void> {
  const items = await query(
    { index: "byCustomer", key: customerId },
    { order: "descending", range: { prefix: groupPrefix("care-mail") } },
  );
  const waiting = items
    .map((item) => careMails.schema.parse(item))
    .filter((mail) => mail.status === "queued" && mail.contactId === contactId);
  for (const { mailId } of waiting) if (mailId !== undefined) await cancelMail(mailId, now);
}

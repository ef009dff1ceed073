import type { Mail } from "../mail/mail.ts";
import { getItems } from "../table/read.ts";
import { type MailRecipient, mailRecipients, recipientId } from "./recipient.ts";

/** Why a mail is not to be sent to an address. */
export type Refusal = "unsubscribed" | "hard-bounce" | "complaint" | "by-hand";

/**
 * What addresses have told us, by the address as it was given; those of which nothing is known are left out. A call for
 * every hundred, consistent.
 */
export async function mailStanding(
  addresses: readonly string[],
): Promise<ReadonlyMap<string, MailRecipient>> {
  const ids = new Map(addresses.map((address) => [address, recipientId(address)]));
  const keys = [...new Set(ids.values())].map((id) => ({ pk: id, sk: mailRecipients.type }));
  const items = await getItems(keys);
  return new Map(
    [...ids].flatMap(([address, id]) => {
      const item = items.get(`${id}/${mailRecipients.type}`);
      return item === undefined ? [] : [[address, mailRecipients.schema.parse(item)] as const];
    }),
  );
}

/** Why a mail of a kind is not to be sent; `undefined` when it is. Mails about work are always sent. */
export function refusal(standing: MailRecipient | undefined, kind: Mail["kind"]): Refusal | undefined {
  if (kind === "work" || standing === undefined) return undefined;
  if (standing.suppression !== undefined) return standing.suppression.reason;
  return standing.refused.includes(kind) ? "unsubscribed" : undefined;
}

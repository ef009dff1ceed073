import { environment } from "../environment.ts";
import { isSignature, signatureOf } from "../table/signature.ts";
import { recipientId } from "./recipient.ts";

/** A mail's id, the record of the address it went to, and the signature of both. */
const TOKEN = /^(mai_[0-7][0-9A-HJKMNP-TV-Z]{25})\.(mrc_[0-7][0-9A-HJKMNP-TV-Z]{25})\.([\w-]{22})$/;

/** Where the recipient of a mail says which mails they want: a signed address that nobody can make up, and that never expires. */
export async function unsubscribeLink(mailId: string, address: string): Promise<string> {
  const whose = `${mailId}.${recipientId(address)}`;
  return `${environment("publicUrl")}/unsubscribe/${whose}.${await signatureOf("unsubscribe links", whose)}`;
}

/** Whom an address is for, and by which mail; `undefined` when it is none of ours. */
export async function recipientOf(
  token: string,
): Promise<{ mailId: string; recipientId: string } | undefined> {
  const [, mailId, id, given] = TOKEN.exec(token) ?? [];
  if (mailId === undefined || id === undefined || given === undefined) return undefined;
  return (await isSignature(given, "unsubscribe links", `${mailId}.${id}`))
    ? { mailId, recipientId: id }
    : undefined;
}

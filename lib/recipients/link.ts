import { createHmac, timingSafeEqual } from "node:crypto";
import { environment } from "../environment.ts";
import { secret } from "../table/secret.ts";
import { recipientId } from "./recipient.ts";

/** A mail's id, the record of the address it went to, and the signature of both. */
const TOKEN = /^(mai_[0-7][0-9A-HJKMNP-TV-Z]{25})\.(mrc_[0-7][0-9A-HJKMNP-TV-Z]{25})\.([\w-]{22})$/;

/** Bytes of the signature: more than anybody can try. */
const SIGNATURE = 16;

/** Where the recipient of a mail says which mails they want: a signed address that nobody can make up, and that never expires. */
export async function unsubscribeLink(mailId: string, address: string): Promise<string> {
  const whose = `${mailId}.${recipientId(address)}`;
  return `${environment("publicUrl")}/unsubscribe/${whose}.${await signature(whose)}`;
}

/** Whom an address is for, and by which mail; `undefined` when it is none of ours. */
export async function recipientOf(
  token: string,
): Promise<{ mailId: string; recipientId: string } | undefined> {
  const [, mailId, id, given] = TOKEN.exec(token) ?? [];
  if (mailId === undefined || id === undefined || given === undefined) return undefined;
  const right = Buffer.from(await signature(`${mailId}.${id}`));
  return timingSafeEqual(right, Buffer.from(given)) ? { mailId, recipientId: id } : undefined;
}

async function signature(whose: string): Promise<string> {
  const digest = createHmac("sha256", await secret("unsubscribe links"))
    .update(whose)
    .digest();
  return digest.subarray(0, SIGNATURE).toString("base64url");
}

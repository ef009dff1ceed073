import { createHmac, timingSafeEqual } from "node:crypto";
import { environment } from "../environment.ts";
import { secret } from "../table/secret.ts";

/** The id of a campaign's mail and its signature. */
const TOKEN = /^(cml_[0-7][0-9A-HJKMNP-TV-Z]{25})\.([\w-]{22})$/;

/** Bytes of the signature: more than anybody can try. */
const SIGNATURE = 16;

/** Where a mail's button leads: here, where it is counted, and on to the campaign's own address and nowhere else. */
export async function trackedLink(campaignMailId: string): Promise<string> {
  return `${environment("publicUrl")}/go/${campaignMailId}.${await signature(campaignMailId)}`;
}

/** Whose mail an address is of; `undefined` when it is none of ours. */
export async function mailOfLink(token: string): Promise<string | undefined> {
  const [, id, given] = TOKEN.exec(token) ?? [];
  if (id === undefined || given === undefined) return undefined;
  const right = Buffer.from(await signature(id));
  return timingSafeEqual(right, Buffer.from(given)) ? id : undefined;
}

async function signature(id: string): Promise<string> {
  const digest = createHmac("sha256", await secret("campaign links"))
    .update(id)
    .digest();
  return digest.subarray(0, SIGNATURE).toString("base64url");
}

import { environment } from "../environment.ts";
import { isSignature, signatureOf } from "../table/signature.ts";

/** The id of a campaign's mail and its signature. */
const TOKEN = /^(cml_[0-7][0-9A-HJKMNP-TV-Z]{25})\.([\w-]{22})$/;

/** Where a mail's button leads: here, where it is counted, and on to the campaign's own address and nowhere else. */
export async function trackedLink(campaignMailId: string): Promise<string> {
  return `${environment("publicUrl")}/go/${campaignMailId}.${await signatureOf("campaign links", campaignMailId)}`;
}

/** Whose mail an address is of; `undefined` when it is none of ours. */
export async function mailOfLink(token: string): Promise<string | undefined> {
  const [, id, given] = TOKEN.exec(token) ?? [];
  if (id === undefined || given === undefined) return undefined;
  return (await isSignature(given, "campaign links", id)) ? id : undefined;
}

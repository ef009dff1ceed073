import { createHmac, timingSafeEqual } from "node:crypto";
import { environment } from "../environment.ts";
import { secret } from "../table/secret.ts";

/** A survey's id and its signature. */
const TOKEN = /^(svy_[0-7][0-9A-HJKMNP-TV-Z]{25})\.([\w-]{22})$/;

/** Bytes of the signature: more than anybody can try. */
const SIGNATURE = 16;

/** Where a customer answers: a signed address that nobody can make up. */
export async function surveyLink(surveyId: string): Promise<string> {
  return `${environment("publicUrl")}/rate/${surveyId}.${await signature(surveyId)}`;
}

/** Which survey an address opens; `undefined` when it is none of ours. */
export async function surveyOf(token: string): Promise<string | undefined> {
  const [, surveyId, given] = TOKEN.exec(token) ?? [];
  if (surveyId === undefined || given === undefined) return undefined;
  const right = Buffer.from(await signature(surveyId));
  return timingSafeEqual(right, Buffer.from(given)) ? surveyId : undefined;
}

async function signature(surveyId: string): Promise<string> {
  const digest = createHmac("sha256", await secret("survey links"))
    .update(surveyId)
    .digest();
  return digest.subarray(0, SIGNATURE).toString("base64url");
}

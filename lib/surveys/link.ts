import { environment } from "../environment.ts";
import { isSignature, signatureOf } from "../table/signature.ts";

/** A survey's id and its signature. */
const TOKEN = /^(svy_[0-7][0-9A-HJKMNP-TV-Z]{25})\.([\w-]{22})$/;

/** Where a customer answers: a signed address that nobody can make up. */
export async function surveyLink(surveyId: string): Promise<string> {
  return `${environment("publicUrl")}/rate/${surveyId}.${await signatureOf("survey links", surveyId)}`;
}

/** Which survey an address opens; `undefined` when it is none of ours. */
export async function surveyOf(token: string): Promise<string | undefined> {
  const [, surveyId, given] = TOKEN.exec(token) ?? [];
  if (surveyId === undefined || given === undefined) return undefined;
  return (await isSignature(given, "survey links", surveyId)) ? surveyId : undefined;
}

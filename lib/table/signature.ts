import { createHmac, timingSafeEqual } from "node:crypto";
import { keysOf, type Secret } from "./secret.ts";

/** Bytes of a signature in a link: more than anybody can try. */
const BYTES = 16;

/** The signature of a text, as it stands in a link. */
export async function signatureOf(name: Secret, text: string, bytes = BYTES): Promise<string> {
  const { value } = await keysOf(name);
  return signed(value, text, bytes);
}

/** Whether a signature is ours, by today's key or one before it. */
export async function isSignature(
  given: string,
  name: Secret,
  text: string,
  bytes = BYTES,
): Promise<boolean> {
  const { value, before } = await keysOf(name);
  const actual = Buffer.from(given);
  return [value, ...before].some((key) => {
    const right = Buffer.from(signed(key, text, bytes));
    return right.length === actual.length && timingSafeEqual(right, actual);
  });
}

function signed(key: string, text: string, bytes: number): string {
  return createHmac("sha256", key).update(text).digest().subarray(0, bytes).toString("base64url");
}

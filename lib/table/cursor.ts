import { Problem } from "../problem/problem.ts";
import { isSignature, signatureOf } from "./signature.ts";

/** Bytes of a cursor's signature. */
const SIGNATURE = 24;

/** An opaque cursor: where the page ended, signed together with what was asked, so that it fits no other list. */
export async function writeCursor(after: string, asked: string): Promise<string> {
  const payload = Buffer.from(after).toString("base64url");
  return `${payload}.${await signatureOf("cursor", `${asked}\n${payload}`, SIGNATURE)}`;
}

/**
 * Where a cursor says to go on.
 * @param asked what the caller asks for now: person, list and filters
 * @throws Problem invalid-cursor when it was tampered with or comes from another list
 */
export async function readCursor(cursor: string, asked: string): Promise<string> {
  const [payload = "", given = "", ...rest] = cursor.split(".");
  const isOurs = await isSignature(given, "cursor", `${asked}\n${payload}`, SIGNATURE);
  if (rest.length > 0 || !isOurs) {
    throw new Problem(
      "invalid-cursor",
      "the cursor was changed or comes from another list; start without one",
      {
        flaws: [{ pointer: "query/cursor", detail: "is not a cursor of this list" }],
      },
    );
  }
  return Buffer.from(payload, "base64url").toString();
}

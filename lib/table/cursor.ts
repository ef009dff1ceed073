import { createHmac, timingSafeEqual } from "node:crypto";
import { Problem } from "../problem/problem.ts";
import { secret } from "./secret.ts";

/** An opaque cursor: where the page ended, signed together with what was asked, so that it fits no other list. */
export async function writeCursor(after: string, asked: string): Promise<string> {
  const payload = Buffer.from(after).toString("base64url");
  return `${payload}.${await signature(payload, asked)}`;
}

/**
 * Where a cursor says to go on.
 * @param asked what the caller asks for now: person, list and filters
 * @throws Problem invalid-cursor when it was tampered with or comes from another list
 */
export async function readCursor(cursor: string, asked: string): Promise<string> {
  const [payload = "", given = "", ...rest] = cursor.split(".");
  const expected = Buffer.from(await signature(payload, asked));
  const actual = Buffer.from(given);
  if (rest.length > 0 || actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
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

async function signature(payload: string, asked: string): Promise<string> {
  return createHmac("sha256", await secret("cursor"))
    .update(asked)
    .update("\n")
    .update(payload)
    .digest("base64url")
    .slice(0, 32);
}

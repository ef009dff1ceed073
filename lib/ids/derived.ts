import { createHash } from "node:crypto";
import { encodeTime } from "ulid";
import { PREFIXES, type RecordType } from "./id.ts";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * The id of a record that follows from others: made twice from the same parts it is the same, so that making the record
 * twice is making it once. It sorts by `at` like every id.
 * @param parts what it is made for, e.g. a follow-up and the instant it was planned for
 */
export function derivedId(type: RecordType, at: Date, ...parts: readonly string[]): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([type, ...parts]))
    .digest();
  const random = [...digest.subarray(0, 16)].map((byte) => ALPHABET[byte % 32]).join("");
  return `${PREFIXES[type]}_${encodeTime(at.getTime(), 10)}${random}`;
}

import * as z from "zod";

/** Text that a person writes: trimmed, not empty. @param most characters */
export function text(most: number) {
  return z
    .string()
    .trim()
    .min(1, { error: "must not be empty" })
    .max(most, { error: `must have at most ${most} characters` });
}

/** A name as uniqueness and prefix search compare it: whatever its case, width and spacing. */
export function normalizedName(name: string): string {
  return name.normalize("NFKC").trim().replaceAll(/\s+/g, " ").toLowerCase();
}

/** Bytes of a normalized name: sort keys have room for 1024. */
const MOST_KEY_BYTES = 900;

/** A name, or the beginning of one, that lists are kept and searched by. @param most characters */
export function nameText(most: number) {
  return text(most).refine((name) => Buffer.byteLength(normalizedName(name)) <= MOST_KEY_BYTES, {
    error: "has signs that stand for too many letters",
  });
}

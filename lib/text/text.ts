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

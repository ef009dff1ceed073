import type { Work } from "./profile.ts";

/** How far apart two measurements may be: batches of the stream are cut anew each time. */
const TOLERANCE = 0.15;

/** Figures that do not depend on the machine. */
const COUNTED = ["requests", "calls", "readUnits", "writeUnits", "events", "mails"] as const;

/** What is no longer as it was measured once, a sentence each. */
export function differences(name: string, before: Work, now: Work): string[] {
  return COUNTED.filter((figure) => Math.abs(now[figure] - before[figure]) > before[figure] * TOLERANCE).map(
    (figure) => `${name} takes ${now[figure]} ${figure}, not ${before[figure]} as in the profile`,
  );
}

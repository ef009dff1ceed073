import { addDays, dateIn, instantIn, wallTimeIn } from "../time/zone.ts";

/** Hours in which nobody is written to, `HH:MM` in the company's zone; they may last over midnight. */
export interface QuietHours {
  readonly from: string;
  readonly until: string;
}

/** The instant itself, or the end of the quiet hours in which it lies. */
export function outOfQuietHours(at: Date, quiet: QuietHours | undefined, zone: string): Date {
  if (quiet === undefined || quiet.from === quiet.until) return at;
  const time = wallTimeIn(at, zone).slice(11);
  const { from, until } = quiet;
  const isOverMidnight = from > until;
  const isQuiet = isOverMidnight ? time >= from || time < until : time >= from && time < until;
  if (!isQuiet) return at;
  const today = dateIn(at, zone);
  return instantIn(isOverMidnight && time >= from ? addDays(today, 1) : today, until, zone);
}

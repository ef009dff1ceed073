import * as z from "zod";
import { HOUR } from "../time/units.ts";

const hours = z
  .int()
  .min(1, { error: "must be at least an hour" })
  .max(24 * 365, { error: "must be at most a year" });

/** When work that was not done is reported, in hours after it was due: first to whoever does it, then to the manager. */
export const overdueHours = z
  .strictObject({ overdueAfterHours: hours, managerAfterHours: hours })
  .refine(({ overdueAfterHours, managerAfterHours }) => managerAfterHours > overdueAfterHours, {
    error: "must be later than the warning of whoever does the work",
    path: ["managerAfterHours"],
  });
export type OverdueHours = z.infer<typeof overdueHours>;

/** A day, then another. */
export const usualOverdueHours: OverdueHours = { overdueAfterHours: 24, managerAfterHours: 48 };

/** An instant some hours later. */
export function hoursAfter(instant: string, count: number): Date {
  return new Date(Date.parse(instant) + count * HOUR);
}

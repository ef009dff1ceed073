import * as z from "zod";

/** A calendar date `YYYY-MM-DD` in the company's zone. */
export const calendarDate = z.iso
  .date({ error: "must be a calendar date YYYY-MM-DD" })
  .meta({ examples: ["2026-11-30"] });

/** A month `YYYY-MM` in the company's zone. */
export const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: "must be a month YYYY-MM" })
  .meta({ examples: ["2026-11"] });

/** An instant, ISO 8601; any offset is accepted, UTC is what is kept and answered. */
export const instant = z.iso
  .datetime({
    offset: true,
    error: "must be an instant in ISO 8601 with its offset, e.g. 2026-11-30T10:00:00+08:00",
  })
  // Runs on what was refused, too.
  .overwrite((text) => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString()))
  .meta({ examples: ["2026-11-30T02:00:00.000Z"] });

/** The months from one to another, both included. */
export function monthsBetween(from: string, until: string): string[] {
  const months: string[] = [];
  for (let at = from; at <= until; at = addMonths(at, 1)) months.push(at);
  return months;
}

/** A month some months later (or earlier). */
export function addMonths(from: string, count: number): string {
  const [year = 0, index = 0] = from.split("-").map(Number);
  const total = year * 12 + index - 1 + count;
  return `${String(Math.floor(total / 12)).padStart(4, "0")}-${String((total % 12) + 1).padStart(2, "0")}`;
}

import * as z from "zod";
import { defineSetting } from "../settings/setting.ts";
import { text } from "../text/text.ts";
import { calendarDate } from "../time/calendar.ts";

/** Sentences that callers read. */
export const HOURS_RULES = {
  order: "an interval ends after it begins; one that goes on after midnight is two",
  overlap: "the intervals of a day must not overlap",
  neverOpen: "business hours must be open at least once a week",
  onceADate: "a date stands once among holidays and special working days",
} as const;

const time = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: "must be a time HH:mm, 00:00 to 24:00" })
  .meta({ examples: ["09:00"] });

/** A time of opening, in the company's zone. */
const interval = z
  .strictObject({ from: time, to: time })
  .refine(({ from, to }) => from < to, { path: ["to"], error: HOURS_RULES.order });
export type Interval = z.infer<typeof interval>;

/** The intervals of a day: several for split shifts, none for a day off. */
const day = z
  .array(interval)
  .max(12)
  .refine((intervals) => !overlap(intervals), { error: HOURS_RULES.overlap });

function overlap(intervals: readonly Interval[]): boolean {
  const sorted = intervals.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return sorted.some(({ from }, index) => from < (sorted[index - 1]?.to ?? ""));
}

/** From Monday, as ISO 8601 counts. */
export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

/** When the service works, by day of the week (DOMAIN §9, §12). */
export const businessHours = defineSetting({
  name: "business-hours",
  schema: z
    .strictObject({
      monday: day,
      tuesday: day,
      wednesday: day,
      thursday: day,
      friday: day,
      saturday: day,
      sunday: day,
    })
    .refine((week) => WEEKDAYS.some((name) => week[name].length > 0), { error: HOURS_RULES.neverOpen }),
  default: {
    monday: splitShift(),
    tuesday: splitShift(),
    wednesday: splitShift(),
    thursday: splitShift(),
    friday: splitShift(),
    saturday: [],
    sunday: [],
  },
});
export type Week = typeof businessHours.default;

function splitShift(): Interval[] {
  return [
    { from: "09:00", to: "12:00" },
    { from: "13:30", to: "18:00" },
  ];
}

/** Dates that are not as their day of the week: holidays, and days worked in exchange for them (调休). */
export const holidays = defineSetting({
  name: "holidays",
  schema: z
    .strictObject({
      closed: z.array(z.strictObject({ date: calendarDate, name: text(60).optional() })).max(500),
      special: z
        .array(z.strictObject({ date: calendarDate, name: text(60).optional(), hours: day }))
        .max(500),
    })
    .superRefine(({ closed, special }, context) => {
      const seen = new Set<string>();
      for (const [list, dates] of Object.entries({ closed, special }))
        for (const [index, { date }] of dates.entries()) {
          if (seen.has(date))
            context.addIssue({
              code: "custom",
              path: [list, index, "date"],
              message: HOURS_RULES.onceADate,
            });
          seen.add(date);
        }
    }),
  default: { closed: [], special: [] },
});
export type Holidays = typeof holidays.default;

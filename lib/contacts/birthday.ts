import * as z from "zod";
import { ruleBroken } from "../problem/problem.ts";
import { FIRST_LUNAR_YEAR, LAST_LUNAR_YEAR, lunarMonthDays } from "../time/lunar.ts";

/** Sentences that callers read. */
export const BIRTHDAY_RULES = {
  months:
    "a year has 12 months; a leap month is told by leapMonth and the number of the month that it follows",
  leap: "only the lunar calendar has leap months",
  solarDays: (month: number, days: number) => `month ${month} has ${days} days`,
  lunarDays: "a lunar month has at most 30 days",
  noLeapMonth: (year: number, month: number) => `the lunar year ${year} has no leap month ${month}`,
  monthOfYear: (year: number, month: number, days: number) =>
    `month ${month} of the lunar year ${year} has ${days} days`,
  future: "nobody was born in the future",
} as const;

/** A birthday in the solar (公历) or the lunar calendar (农历); many people do not tell the year (DOMAIN §3). */
export const birthday = z
  .strictObject({
    calendar: z.enum(["solar", "lunar"]),
    month: z.int().min(1, { error: BIRTHDAY_RULES.months }).max(12, { error: BIRTHDAY_RULES.months }),
    day: z.int().min(1).max(31),
    /** Lunar only: the leap month that follows this one (闰月). */
    leapMonth: z.boolean().optional(),
    year: z.int().min(FIRST_LUNAR_YEAR).max(2100).optional(),
  })
  .superRefine((given, issues) => {
    const why = impossible(given);
    if (why !== undefined) issues.addIssue({ code: "custom", ...why });
  })
  .meta({ id: "Birthday", examples: [{ calendar: "lunar", month: 8, day: 15, year: 1980 }] });
export type Birthday = z.infer<typeof birthday>;

const SOLAR_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

interface Impossible {
  readonly path: string[];
  readonly message: string;
}

function impossible({ calendar, month, day, leapMonth = false, year }: Birthday): Impossible | undefined {
  switch (calendar) {
    case "solar": {
      if (leapMonth) return { path: ["leapMonth"], message: BIRTHDAY_RULES.leap };
      const days =
        month === 2 && year !== undefined && !isLeapYear(year) ? 28 : (SOLAR_DAYS[month - 1] ?? 31);
      return day > days ? { path: ["day"], message: BIRTHDAY_RULES.solarDays(month, days) } : undefined;
    }
    case "lunar": {
      if (day > 30) return { path: ["day"], message: BIRTHDAY_RULES.lunarDays };
      // A year out of range is refused as such.
      if (year === undefined || year < FIRST_LUNAR_YEAR || year > LAST_LUNAR_YEAR) return undefined;
      const days = lunarMonthDays(year, month, leapMonth);
      if (days === undefined)
        return { path: ["leapMonth"], message: BIRTHDAY_RULES.noLeapMonth(year, month) };
      return day > days
        ? { path: ["day"], message: BIRTHDAY_RULES.monthOfYear(year, month, days) }
        : undefined;
    }
    default:
      return calendar satisfies never;
  }
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/**
 * Refuses a birthday that is still to come. A lunar year begins in January or February of the solar one.
 * @param today calendar date in the company's zone
 * @throws Problem rule-broken
 */
export function checkBorn({ calendar, year, month, day }: Birthday, today: string): void {
  if (year === undefined) return;
  const two = (value: number) => String(value).padStart(2, "0");
  const earliest = calendar === "solar" ? `${year}-${two(month)}-${two(day)}` : `${year}-01-21`;
  if (earliest > today) throw ruleBroken(BIRTHDAY_RULES.future, "/birthday");
}

import * as z from "zod";
import { LAST_LUNAR_YEAR, lunarMonthDays } from "../../time/lunar.ts";
import { leapMonthOf, lunarDateOf } from "../../time/lunar-date.ts";

/** When those born on 29 February are greeted in common years. */
export const LEAP_DAYS = ["02-28", "03-01"] as const;
export type LeapDay = (typeof LEAP_DAYS)[number];

/** A day that comes back every year, in one of the calendars. */
export interface YearlyDay {
  readonly calendar: "solar" | "lunar";
  readonly month: number;
  readonly day: number;
  readonly leapMonth?: boolean | undefined;
}

const two = (value: number) => String(value).padStart(2, "0");
const solar = (monthAndDay: string) => `solar#${monthAndDay}`;
const lunar = (month: number, day: number, leap: boolean) =>
  `lunar#${leap ? "leap" : ""}${two(month)}-${two(day)}`;

/** The key under which a yearly day is indexed, the same in every year. */
export function keyOf({ calendar, month, day, leapMonth = false }: YearlyDay): string {
  return calendar === "solar" ? solar(`${two(month)}-${two(day)}`) : lunar(month, day, leapMonth);
}

/**
 * The keys of all yearly days that are celebrated on a calendar date. Every yearly day is celebrated exactly once in
 * every year of its calendar (DOMAIN §11):
 * - 29 February in common years on 28 February or 1 March, by the company's choice;
 * - a day of a leap month in that leap month, and in years without it in the ordinary month of the same number;
 * - the 30th of a lunar month that has 29 days on the 29th.
 * @param date `YYYY-MM-DD` in the company's zone
 */
export function keysOf(date: string, leapDay: LeapDay): string[] {
  return [...solarKeys(date, leapDay), ...lunarKeys(date)];
}

function solarKeys(date: string, leapDay: LeapDay): string[] {
  const monthAndDay = date.slice(5);
  const year = Number(date.slice(0, 4));
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [solar(monthAndDay), ...(!isLeapYear && monthAndDay === leapDay ? [solar("02-29")] : [])];
}

function lunarKeys(date: string): string[] {
  if (Number(date.slice(0, 4)) > LAST_LUNAR_YEAR) return [];
  const { year, month, leap, day } = lunarDateOf(date);
  const isLast = day === 29 && lunarMonthDays(year, month, leap) === 29;
  const days = isLast ? [29, 30] : [day];
  const alsoLeap = !leap && leapMonthOf(year) !== month;
  return days.flatMap((each) => [lunar(month, each, leap), ...(alsoLeap ? [lunar(month, each, true)] : [])]);
}

/** The day of every year on which a calendar date comes back. */
export function yearlyOf(date: string): YearlyDay {
  return { calendar: "solar", month: Number(date.slice(5, 7)), day: Number(date.slice(8)) };
}

/** The year of a celebration, as its calendar counts: what tells one year's occasion from the next one's. */
export function yearOf(calendar: YearlyDay["calendar"], date: string): string {
  return calendar === "solar" ? date.slice(0, 4) : `lunar-${lunarDateOf(date).year}`;
}

/** Festivals by name; 除夕 is the last day of the lunar year, however long its last month is. */
export const FESTIVALS = {
  "new-year": { calendar: "solar", month: 1, day: 1 },
  "womens-day": { calendar: "solar", month: 3, day: 8 },
  "labour-day": { calendar: "solar", month: 5, day: 1 },
  "childrens-day": { calendar: "solar", month: 6, day: 1 },
  "teachers-day": { calendar: "solar", month: 9, day: 10 },
  "national-day": { calendar: "solar", month: 10, day: 1 },
  christmas: { calendar: "solar", month: 12, day: 25 },
  "spring-festival-eve": { calendar: "lunar", month: 12, day: 30 },
  "spring-festival": { calendar: "lunar", month: 1, day: 1 },
  "lantern-festival": { calendar: "lunar", month: 1, day: 15 },
  "dragon-boat-festival": { calendar: "lunar", month: 5, day: 5 },
  qixi: { calendar: "lunar", month: 7, day: 7 },
  "mid-autumn": { calendar: "lunar", month: 8, day: 15 },
  "double-ninth": { calendar: "lunar", month: 9, day: 9 },
  laba: { calendar: "lunar", month: 12, day: 8 },
} as const satisfies Record<string, YearlyDay>;
export type Festival = keyof typeof FESTIVALS;

export const festival = z.literal([
  "new-year",
  "womens-day",
  "labour-day",
  "childrens-day",
  "teachers-day",
  "national-day",
  "christmas",
  "spring-festival-eve",
  "spring-festival",
  "lantern-festival",
  "dragon-boat-festival",
  "qixi",
  "mid-autumn",
  "double-ninth",
  "laba",
] satisfies Festival[]);

import { FIRST_LUNAR_YEAR, LAST_LUNAR_YEAR, lunarMonthDays } from "./lunar.ts";
import { addDays, daysBetween } from "./zone.ts";

/** A day of the lunar calendar (农历). */
export interface LunarDate {
  readonly year: number;
  /** 1 to 12; a leap month bears the number of the month it follows. */
  readonly month: number;
  readonly leap: boolean;
  readonly day: number;
}

/** The first day of the first lunar year known here. */
const BEGINNING = "1900-01-31";

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1).flatMap((month) => [
  { month, leap: false },
  { month, leap: true },
]);

/** The months of a lunar year in their order, with their lengths. */
function monthsOf(year: number) {
  return MONTHS.flatMap(({ month, leap }) => {
    const days = lunarMonthDays(year, month, leap);
    return days === undefined ? [] : [{ month, leap, days }];
  });
}

/** How many days lie before each lunar year since the first known here. */
let starts: readonly number[] | undefined;

function startsOfYears(): readonly number[] {
  if (starts !== undefined) return starts;
  const list = [0];
  for (let year = FIRST_LUNAR_YEAR; year <= LAST_LUNAR_YEAR; year++)
    list.push((list.at(-1) ?? 0) + monthsOf(year).reduce((sum, { days }) => sum + days, 0));
  starts = list;
  return list;
}

/** The month that follows another of the same year by its number: the leap month, if the year has one there. */
export function leapMonthOf(year: number): number | undefined {
  return monthsOf(year).find(({ leap }) => leap)?.month;
}

/**
 * The lunar date of a calendar date.
 * @throws RangeError outside of the years known here
 */
export function lunarDateOf(date: string): LunarDate {
  const days = daysBetween(BEGINNING, date);
  const years = startsOfYears();
  const index = years.findLastIndex((start) => start <= days);
  if (index < 0 || index === years.length - 1) throw new RangeError(`the lunar date of ${date} is not known`);
  const year = FIRST_LUNAR_YEAR + index;
  let left = days - (years[index] ?? 0);
  for (const { month, leap, days: length } of monthsOf(year)) {
    if (left < length) return { year, month, leap, day: left + 1 };
    left -= length;
  }
  throw new RangeError(`the lunar date of ${date} is not known`);
}

/**
 * The calendar date of a lunar date; `undefined` when its year has no such month or day.
 * @throws RangeError outside of the years known here
 */
export function dateOfLunar({ year, month, leap, day }: LunarDate): string | undefined {
  const length = lunarMonthDays(year, month, leap);
  if (length === undefined || day < 1 || day > length) return undefined;
  let days = startsOfYears()[year - FIRST_LUNAR_YEAR] ?? 0;
  for (const at of monthsOf(year)) {
    if (at.month === month && at.leap === leap) break;
    days += at.days;
  }
  return addDays(BEGINNING, days + day - 1);
}

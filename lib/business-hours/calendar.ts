import { setting } from "../settings/setting.ts";
import { businessHours, type Holidays, holidays, type Interval, WEEKDAYS, type Week } from "./hours.ts";

/** When the service is open, day by day. */
export interface BusinessCalendar {
  readonly week: Week;
  /** Dates that are not as their day of the week; no intervals on a holiday. */
  readonly dates: ReadonlyMap<string, readonly Interval[]>;
}

/** A calendar made of both settings. */
export function calendarOf(week: Week, { closed, special }: Holidays): BusinessCalendar {
  return {
    week,
    dates: new Map<string, readonly Interval[]>([
      ...closed.map(({ date }) => [date, []] as const),
      ...special.map(({ date, hours }) => [date, hours] as const),
    ]),
  };
}

/** The calendar as the settings have it now, from the cache. */
export async function businessCalendar(): Promise<BusinessCalendar> {
  return calendarOf(...(await Promise.all([setting(businessHours), setting(holidays)])));
}

/** The intervals of a date, in order. @param date `YYYY-MM-DD` */
export function intervalsOf(date: string, { week, dates }: BusinessCalendar): Interval[] {
  const weekday = WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7];
  const intervals = dates.get(date) ?? (weekday === undefined ? [] : week[weekday]);
  return intervals.toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/** Whether there is a day of the week on which the service is open. */
export function everOpens({ week }: BusinessCalendar): boolean {
  return WEEKDAYS.some((name) => week[name].length > 0);
}

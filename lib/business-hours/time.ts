import { ruleBroken } from "../problem/problem.ts";
import { MINUTE } from "../time/units.ts";
import { addDays, dateIn, instantIn } from "../time/zone.ts";
import { type BusinessCalendar, everOpens, intervalsOf } from "./calendar.ts";
import { HOURS_RULES } from "./hours.ts";

/** A span of time in which the service is open, in milliseconds since 1970. */
interface Opening {
  readonly from: number;
  readonly until: number;
}

/**
 * The instant by which some business time has passed: at the end of a shift that is the end, not the next beginning.
 * Outside of the hours the time begins with the next opening; days on which clocks change count the time that passes.
 * @param minutes business minutes, not negative; fractions are kept to the millisecond
 * @param timeZone IANA zone of the calendar's times
 * @throws Problem rule-broken when the calendar never opens
 */
export function addBusinessTime(
  from: Date,
  minutes: number,
  calendar: BusinessCalendar,
  timeZone: string,
): Date {
  let left = Math.round(minutes * MINUTE);
  for (const { from: opens, until } of openings(from, calendar, timeZone)) {
    const start = Math.max(opens, from.getTime());
    if (left <= until - start) return new Date(start + left);
    left -= until - start;
  }
  throw ruleBroken(HOURS_RULES.neverOpen);
}

/**
 * The business minutes from one instant to another, with fractions; 0 when the second is not later.
 * @throws Problem rule-broken when the calendar never opens
 */
export function businessMinutesBetween(
  from: Date,
  until: Date,
  calendar: BusinessCalendar,
  timeZone: string,
): number {
  let passed = 0;
  for (const opening of openings(from, calendar, timeZone)) {
    if (opening.from >= until.getTime()) break;
    passed += Math.min(opening.until, until.getTime()) - Math.max(opening.from, from.getTime());
  }
  return passed / MINUTE;
}

/** The openings that end after an instant, in order and without end; none for a calendar that never opens. */
function* openings(after: Date, calendar: BusinessCalendar, zone: string): Generator<Opening> {
  if (!everOpens(calendar)) throw ruleBroken(HOURS_RULES.neverOpen);
  let end = Number.NEGATIVE_INFINITY;
  // From the day before: a change of clocks may move the end of an interval past midnight.
  for (let date = addDays(dateIn(after, zone), -1); ; date = addDays(date, 1)) {
    for (const interval of intervalsOf(date, calendar)) {
      // Where clocks skip an hour, two intervals may fall onto the same time: it counts once.
      const from = Math.max(end, instantOf(date, interval.from, zone));
      const until = instantOf(date, interval.to, zone);
      end = Math.max(end, until);
      if (from < until && until > after.getTime()) yield { from, until };
    }
  }
}

function instantOf(date: string, time: string, zone: string): number {
  const at = time === "24:00" ? instantIn(addDays(date, 1), "00:00", zone) : instantIn(date, time, zone);
  return at.getTime();
}

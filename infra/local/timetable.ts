import { Cron } from "croner";
import { instantIn } from "../../lib/time/zone.ts";

const AT = /^at\((\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):(\d{2})\)$/;
const CRON = /^(?:cron\()?(\S+ \S+ \S+ \S+ \S+ \S+?)\)?$/;

/**
 * The instant of a one-time schedule, `at(yyyy-mm-ddThh:mm:ss)`.
 * @returns undefined when the expression is another one
 */
export function instantOf(expression: string, zone: string): Date | undefined {
  const [, date, time, seconds] = AT.exec(expression) ?? [];
  if (date === undefined || time === undefined || Number.isNaN(Date.parse(`${date}T${time}:${seconds}Z`))) {
    return undefined;
  }
  return new Date(instantIn(date, time, zone).getTime() + Number(seconds) * 1_000);
}

/**
 * When a cron expression of AWS, `cron(minute hour day month weekday year)` or without the brackets, comes due next.
 * @throws Error when it is not one
 */
export function cronTimes(expression: string, zone: string): (after: Date) => Date | undefined {
  const [, fields] = CRON.exec(expression) ?? [];
  if (fields === undefined) throw new Error(`${expression} is not a cron expression of AWS`);
  // AWS counts weekdays from 1, Sunday, writes "from 0 every 5" as 0/5 and "the other field decides" as ?.
  const cron = new Cron(`0 ${fields.replaceAll("?", "*")}`, {
    paused: true,
    timezone: zone,
    alternativeWeekdays: true,
    sloppyRanges: true,
  });
  return (after) => cron.nextRun(after) ?? undefined;
}

/** Whether a name is one of a time zone. */
export function isZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

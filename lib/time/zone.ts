import { DAY } from "./units.ts";

/** A calendar date `YYYY-MM-DD` and a wall-clock time, as people in one time zone read them. */
interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function look(at: Date, zone: string): Wall {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(zone, format);
  }
  const read: Record<string, number> = {};
  for (const part of format.formatToParts(at)) read[part.type] = Number(part.value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = read;
  return { year, month, day, hour, minute, second };
}

/** Since 1973 every zone changes its offset at a quarter of an hour, so that one look serves all of a quarter. */
const SINCE = Date.UTC(1973, 0, 1);
const QUARTER = 15 * 60 * 1000;

/** Offsets by zone and quarter; looking one up takes a hundredth of asking `Intl`. */
const offsets = new Map<string, number>();
const MOST_OFFSETS = 20_000;

function wall(at: Date, zone: string): Wall {
  if (at.getTime() < SINCE) return look(at, zone);
  const quarter = Math.floor(at.getTime() / QUARTER);
  const key = `${zone} ${quarter}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    const { year, month, day, hour, minute, second } = look(new Date(quarter * QUARTER), zone);
    offset = Date.UTC(year, month - 1, day, hour, minute, second) - quarter * QUARTER;
    if (offsets.size >= MOST_OFFSETS) offsets.clear();
    offsets.set(key, offset);
  }
  const there = new Date(at.getTime() + offset);
  return {
    year: there.getUTCFullYear(),
    month: there.getUTCMonth() + 1,
    day: there.getUTCDate(),
    hour: there.getUTCHours(),
    minute: there.getUTCMinutes(),
    second: there.getUTCSeconds(),
  };
}

const two = (value: number) => String(value).padStart(2, "0");
const four = (value: number) => String(value).padStart(4, "0");

/** The calendar date of an instant in a zone, `YYYY-MM-DD`. */
export function dateIn(at: Date, zone: string): string {
  const { year, month, day } = wall(at, zone);
  return `${four(year)}-${two(month)}-${two(day)}`;
}

/** The month of an instant in a zone, `YYYY-MM`. */
export function monthIn(at: Date, zone: string): string {
  return dateIn(at, zone).slice(0, 7);
}

/** The wall-clock time of an instant in a zone, `YYYY-MM-DD HH:mm`. */
export function wallTimeIn(at: Date, zone: string): string {
  const { hour, minute } = wall(at, zone);
  return `${dateIn(at, zone)} ${two(hour)}:${two(minute)}`;
}

function offset(at: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wall(new Date(at), zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/**
 * The instant at which clocks in a zone show that date and time. A time that a change to summer time skips
 * is read with the offset before the change; one that occurs twice is the first.
 * @param date `YYYY-MM-DD`
 * @param time `HH:mm`
 */
export function instantIn(date: string, time: string, zone: string): Date {
  const naive = Date.parse(`${date}T${time}:00Z`);
  const before = offset(naive - DAY, zone);
  const candidate = naive - before;
  if (offset(candidate, zone) === before) return new Date(candidate);
  const after = offset(naive + DAY, zone);
  const later = naive - after;
  return new Date(offset(later, zone) === after ? later : candidate);
}

/** The first and the last instant (exclusive) of a calendar date in a zone. */
export function dayIn(date: string, zone: string): { readonly from: Date; readonly until: Date } {
  return { from: instantIn(date, "00:00", zone), until: instantIn(addDays(date, 1), "00:00", zone) };
}

/** A calendar date some days later (or earlier). */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Whole days from one calendar date to another. */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarOf } from "../../lib/business-hours/calendar.ts";
import { businessHours, type Holidays, holidays, type Week } from "../../lib/business-hours/hours.ts";
import { addBusinessTime, businessMinutesBetween } from "../../lib/business-hours/time.ts";
import { parsePart } from "../../lib/http/flaws.ts";
import { instantIn } from "../../lib/time/zone.ts";

const SHANGHAI = "Asia/Shanghai";
const NEW_YORK = "America/New_York";
const usual = businessHours.default;
const none = holidays.default;
const closedWeek: Week = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
};

/** `2026-11-23 10:00` in a zone; that day is a Monday. */
const at = (wall: string, zone = SHANGHAI) => instantIn(wall.slice(0, 10), wall.slice(11), zone);

function add(from: string, minutes: number, special: Partial<Holidays> = {}, zone = SHANGHAI, week = usual) {
  return addBusinessTime(at(from, zone), minutes, calendarOf(week, { ...none, ...special }), zone);
}

describe("business time with split shifts", () => {
  test.each([
    ["within a shift", "2026-11-23 09:30", 60, "2026-11-23 10:30"],
    ["over lunch", "2026-11-23 11:30", 60, "2026-11-23 14:00"],
    ["to the very end of a shift", "2026-11-23 11:00", 60, "2026-11-23 12:00"],
    ["one minute into the next", "2026-11-23 11:00", 61, "2026-11-23 13:31"],
    ["overnight", "2026-11-23 17:00", 120, "2026-11-24 10:00"],
    ["over the weekend", "2026-11-27 17:30", 60, "2026-11-30 09:30"],
    ["from before the opening", "2026-11-23 06:00", 30, "2026-11-23 09:30"],
    ["from within lunch", "2026-11-23 12:40", 30, "2026-11-23 14:00"],
    ["from the middle of the night", "2026-11-24 23:59", 1, "2026-11-25 09:01"],
    ["from a Sunday", "2026-11-29 12:00", 450, "2026-11-30 18:00"],
    ["two working days", "2026-11-23 09:00", 900, "2026-11-24 18:00"],
    ["nothing, within hours", "2026-11-23 09:30", 0, "2026-11-23 09:30"],
    ["nothing, outside of hours: the next opening", "2026-11-28 09:30", 0, "2026-11-30 09:00"],
  ])("%s", (_, from, minutes, expected) => {
    expect(add(from, minutes)).toEqual(at(expected));
  });

  test("a holiday in the middle of a target is left out, a day worked in exchange counts with its own hours", () => {
    const closed = [{ date: "2026-11-24" }, { date: "2026-11-25" }];
    expect(add("2026-11-23 17:00", 120, { closed })).toEqual(at("2026-11-26 10:00"));
    const special = [{ date: "2026-11-28", hours: [{ from: "10:00", to: "11:00" }] }];
    expect(add("2026-11-27 17:30", 60, { special })).toEqual(at("2026-11-28 10:30"));
    expect(add("2026-11-27 17:30", 150, { special })).toEqual(at("2026-11-30 10:00"));
  });

  test("a year of holidays delays, and does not hang", () => {
    const closed = Array.from({ length: 365 }, (_, day) => ({
      date: new Date(Date.UTC(2026, 10, 24 + day)).toISOString().slice(0, 10),
    }));
    expect(add("2026-11-23 17:30", 60, { closed })).toEqual(at("2027-11-24 09:30"));
  });

  test("counts the minutes between two instants, none backwards", () => {
    const calendar = calendarOf(usual, none);
    const between = (from: string, until: string) =>
      businessMinutesBetween(at(from), at(until), calendar, SHANGHAI);
    expect(between("2026-11-23 09:00", "2026-11-24 09:00")).toBe(450);
    expect(between("2026-11-23 11:30", "2026-11-23 13:40")).toBe(40);
    expect(between("2026-11-27 18:00", "2026-11-30 09:00")).toBe(0);
    expect(between("2026-11-30 09:00", "2026-11-27 10:00")).toBe(0);
  });
});

describe("where clocks change", () => {
  const night: Week = { ...closedWeek, sunday: [{ from: "00:00", to: "06:00" }] };

  test("a night of the change to summer time is an hour shorter, the one back an hour longer", () => {
    const calendar = calendarOf(night, none);
    const minutes = (day: string) =>
      businessMinutesBetween(at(`${day} 00:00`, NEW_YORK), at(`${day} 23:00`, NEW_YORK), calendar, NEW_YORK);
    expect(minutes("2026-03-01")).toBe(360);
    expect(minutes("2026-03-08")).toBe(300);
    expect(minutes("2026-11-01")).toBe(420);
  });

  test("office hours are the same by the clock on the wall before and after it", () => {
    expect(add("2026-03-06 17:00", 120, {}, NEW_YORK)).toEqual(at("2026-03-09 10:00", NEW_YORK));
    expect(add("2026-10-30 17:00", 120, {}, NEW_YORK)).toEqual(at("2026-11-02 10:00", NEW_YORK));
    expect(at("2026-03-09 10:00", NEW_YORK).toISOString()).toBe("2026-03-09T14:00:00.000Z");
  });

  test("an interval that begins or ends in the hour that is skipped counts no time twice", () => {
    const week: Week = {
      ...closedWeek,
      sunday: [
        { from: "01:00", to: "02:30" },
        { from: "03:00", to: "04:00" },
      ],
    };
    const from = at("2026-03-08 00:00", NEW_YORK);
    const until = at("2026-03-08 12:00", NEW_YORK);
    // 01:00 to 02:00 winter time, and 03:00 to 04:00 summer time.
    expect(businessMinutesBetween(from, until, calendarOf(week, none), NEW_YORK)).toBe(120);
  });
});

/** Weeks with up to four shifts a day, open at least once. */
const day = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 8 })
  .map((quarters) => quarters.toSorted((a, b) => a - b))
  .map((sorted) =>
    Array.from({ length: Math.floor(sorted.length / 2) }, (_, index) => ({
      from: clock(sorted[index * 2] ?? 0),
      to: clock(sorted[index * 2 + 1] ?? 0),
    })),
  );
function clock(quarter: number): string {
  return `${String(Math.floor(quarter / 4)).padStart(2, "0")}:${String((quarter % 4) * 15).padStart(2, "0")}`;
}
const week = fc
  .record({
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: day,
    sunday: day,
  })
  .filter((candidate) => Object.values(candidate).some((intervals) => intervals.length > 0));
const date = fc
  .integer({ min: 0, max: 900 })
  .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10));
const calendar = fc.tuple(week, fc.uniqueArray(date, { maxLength: 30 }), day).map(([hours, dates, special]) =>
  calendarOf(hours, {
    closed: dates.slice(1).map((closed) => ({ date: closed })),
    special: dates.slice(0, 1).map((worked) => ({ date: worked, hours: special })),
  }),
);
const instant = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) })
  .map((milliseconds) => new Date(milliseconds));
const zone = fc.constantFrom(
  SHANGHAI,
  NEW_YORK,
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "America/Havana",
  "UTC",
);
const milliseconds = fc.integer({ min: 1, max: 3 * 24 * 60 * 60_000 });

describe("for every calendar, zone and start", () => {
  test("the minutes up to the instant found are the minutes asked for", () => {
    fc.assert(
      fc.property(calendar, instant, milliseconds, zone, (hours, from, time, where) => {
        const minutes = time / 60_000;
        const until = addBusinessTime(from, minutes, hours, where);
        expect(businessMinutesBetween(from, until, hours, where)).toBeCloseTo(minutes, 6);
        expect(until.getTime()).toBeGreaterThanOrEqual(from.getTime() + time);
      }),
      { numRuns: 300 },
    );
  });

  test("one step is as far as two, and nothing is open between the two ends of a gap", () => {
    fc.assert(
      fc.property(
        calendar,
        instant,
        milliseconds,
        milliseconds,
        zone,
        (hours, from, first, second, where) => {
          const halfway = addBusinessTime(from, first / 60_000, hours, where);
          const end = addBusinessTime(halfway, second / 60_000, hours, where);
          expect(end).toEqual(addBusinessTime(from, (first + second) / 60_000, hours, where));
          const opens = addBusinessTime(from, 0, hours, where);
          expect(businessMinutesBetween(from, opens, hours, where)).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("settings that make no sense are refused with their sentence", () => {
  const flaw = (schema: typeof businessHours.schema | typeof holidays.schema, value: unknown) => {
    try {
      parsePart(schema, value, "");
    } catch (error) {
      return String(error);
    }
    return "accepted";
  };

  test.each([
    [
      "the intervals of a day must not overlap",
      {
        ...usual,
        monday: [
          { from: "09:00", to: "12:00" },
          { from: "11:59", to: "18:00" },
        ],
      },
    ],
    ["business hours must be open at least once a week", closedWeek],
    [
      "an interval ends after it begins; one that goes on after midnight is two",
      { ...usual, monday: [{ from: "22:00", to: "06:00" }] },
    ],
    ["must be a time HH:mm", { ...usual, monday: [{ from: "9:00", to: "25:00" }] }],
    ["is not a field known here", { ...usual, funday: [] }],
  ])("%s", (sentence, value) => {
    expect(flaw(businessHours.schema, value)).toContain(sentence);
  });

  test("shifts that touch do not overlap, and a day may last 24 hours", () => {
    const touching = [
      { from: "00:00", to: "12:00" },
      { from: "12:00", to: "24:00" },
    ];
    expect(flaw(businessHours.schema, { ...usual, monday: touching })).toBe("accepted");
  });

  test("a date stands once among holidays and special working days", () => {
    const value = { closed: [{ date: "2026-10-01" }], special: [{ date: "2026-10-01", hours: [] }] };
    expect(flaw(holidays.schema, value)).toContain(
      "/special/0/date: a date stands once among holidays and special working days",
    );
  });

  test("a calendar that never opens is refused by the rule as well", () => {
    const calendar = calendarOf(closedWeek, none);
    const from = at("2026-11-23 09:00");
    const sentence = "business hours must be open at least once a week";
    expect(() => addBusinessTime(from, 1, calendar, SHANGHAI)).toThrow(sentence);
    expect(() => businessMinutesBetween(from, from, calendar, SHANGHAI)).toThrow(sentence);
  });
});

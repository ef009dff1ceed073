import fc from "fast-check";
import { LunarDay, LunarMonth, LunarYear, SolarDay } from "tyme4ts";
import { describe, expect, it } from "vitest";
import { BIRTHDAY_RULES, birthday, checkBorn } from "../../lib/contacts/birthday.ts";
import { FIRST_LUNAR_YEAR, LAST_LUNAR_YEAR, lunarMonthDays } from "../../lib/time/lunar.ts";

const years = fc.integer({ min: FIRST_LUNAR_YEAR, max: LAST_LUNAR_YEAR });
const accepts = (given: object) => birthday.safeParse(given).success;

describe("the lunar calendar", () => {
  it("has the months and days that the almanac has, in every year", () => {
    for (let year = FIRST_LUNAR_YEAR; year <= LAST_LUNAR_YEAR; year++) {
      const leapMonth = LunarYear.fromYear(year).getLeapMonth();
      for (let month = 1; month <= 12; month++) {
        expect(lunarMonthDays(year, month, false)).toBe(LunarMonth.fromYm(year, month).getDayCount());
        const leap = leapMonth === month ? LunarMonth.fromYm(year, -month).getDayCount() : undefined;
        expect(lunarMonthDays(year, month, true)).toBe(leap);
      }
    }
  });

  it("ends where it is not known", () => {
    for (const year of [FIRST_LUNAR_YEAR - 1, LAST_LUNAR_YEAR + 1])
      expect(() => lunarMonthDays(year, 1, false)).toThrow(RangeError);
  });
});

describe("a birthday", () => {
  it("of a year that no almanac here knows is refused", () => {
    for (const year of [FIRST_LUNAR_YEAR - 1, LAST_LUNAR_YEAR + 1])
      expect(accepts({ calendar: "lunar", year, month: 1, day: 1 })).toBe(false);
  });

  it("is accepted on every day that there was, in both calendars", () => {
    const day = fc.date({ min: new Date("1900-02-01"), max: new Date("2100-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
        expect(accepts({ calendar: "solar", year, month, day })).toBe(true);
        expect(accepts({ calendar: "solar", month, day })).toBe(true);
        const lunar = SolarDay.fromYmd(year, month, day).getLunarDay();
        const given = {
          calendar: "lunar",
          year: lunar.getYear(),
          month: Math.abs(lunar.getMonth()),
          day: lunar.getDay(),
          leapMonth: lunar.getMonth() < 0,
        };
        expect(accepts(given)).toBe(true);
        const { year: _, ...yearless } = given;
        expect(accepts(yearless)).toBe(true);
      }),
    );
  });

  it("is refused on every day that there was not", () => {
    const day = fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) });
    fc.assert(
      fc.property(years, day, fc.boolean(), (year, { month, day }, leapMonth) => {
        const solar = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
        expect(accepts({ calendar: "solar", year, month, day })).toBe(solar);
        let lunar = true;
        try {
          LunarDay.fromYmd(year, leapMonth ? -month : month, day);
        } catch {
          lunar = false;
        }
        expect(accepts({ calendar: "lunar", year, month, day, leapMonth })).toBe(lunar);
      }),
    );
  });

  it("is not in the future", () => {
    const born = (given: object) => () => checkBorn(birthday.parse(given), "2026-11-20");
    expect(born({ calendar: "solar", year: 2026, month: 11, day: 20 })).not.toThrow();
    expect(born({ calendar: "solar", year: 2026, month: 11, day: 21 })).toThrow(BIRTHDAY_RULES.future);
    expect(born({ calendar: "solar", month: 12, day: 31 })).not.toThrow();
    expect(born({ calendar: "lunar", year: 2026, month: 1, day: 1 })).not.toThrow();
    expect(born({ calendar: "lunar", year: 2027, month: 1, day: 1 })).toThrow(BIRTHDAY_RULES.future);
  });
});

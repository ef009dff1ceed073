import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { LunarYear } from "tyme4ts";
import { describe, expect, it } from "vitest";
import {
  FESTIVALS,
  type Festival,
  keyOf,
  keysOf,
  LEAP_DAYS,
  type YearlyDay,
  yearOf,
} from "../../lib/care/days/yearly.ts";
import { birthday } from "../../lib/contacts/birthday.ts";
import { FIRST_LUNAR_YEAR, LAST_LUNAR_YEAR } from "../../lib/time/lunar.ts";
import { dateOfLunar, lunarDateOf } from "../../lib/time/lunar-date.ts";
import { addDays } from "../../lib/time/zone.ts";

const FACTS = "../shared/data/lunar/facts_2020_2035.json";

/** The dates from one to another, both included. */
function* datesBetween(from: string, until: string) {
  for (let date = from; date <= until; date = addDays(date, 1)) yield date;
}

/** Every date on which a yearly day is celebrated. */
function celebrated(
  day: YearlyDay,
  from: string,
  until: string,
  leapDay: (typeof LEAP_DAYS)[number] = "02-28",
) {
  const key = keyOf(day);
  return [...datesBetween(from, until)].filter((date) => keysOf(date, leapDay).includes(key));
}

interface YearFacts extends Record<string, unknown> {
  readonly spring_festival: string;
  readonly leap_month: number | null;
  readonly leap_month_first_day: string | null;
  readonly month_days: Record<string, number>;
}

describe("lunar dates", () => {
  it("are the almanac's on every day of two centuries, there and back", () => {
    let date = "1900-01-31";
    for (let year = FIRST_LUNAR_YEAR; year <= LAST_LUNAR_YEAR; year++)
      for (const almanac of LunarYear.fromYear(year).getMonths()) {
        const month = { year, month: almanac.getMonth(), leap: almanac.isLeap() };
        for (let day = 1; day <= almanac.getDayCount(); day++, date = addDays(date, 1)) {
          const lunar = { ...month, day };
          if (JSON.stringify(lunarDateOf(date)) !== JSON.stringify(lunar))
            expect(lunarDateOf(date), date).toEqual(lunar);
          if (dateOfLunar(lunar) !== date) expect(dateOfLunar(lunar)).toBe(date);
        }
      }
    expect(date).toBe("2101-01-29");
  });

  it("end where they are not known", () => {
    for (const date of ["1900-01-30", "2101-01-29"]) expect(() => lunarDateOf(date)).toThrow(RangeError);
    expect(lunarDateOf("1900-01-31")).toEqual({ year: 1900, month: 1, leap: false, day: 1 });
    expect(lunarDateOf("2101-01-28")).toMatchObject({ year: 2100, month: 12 });
    expect(dateOfLunar({ year: 2026, month: 1, leap: true, day: 1 })).toBeUndefined();
    expect(dateOfLunar({ year: 2026, month: 1, leap: false, day: 31 })).toBeUndefined();
  });

  it.skipIf(!existsSync(FACTS))("agree with every year of a table that others checked", () => {
    const { years } = JSON.parse(readFileSync(FACTS, "utf8"));
    const named: Record<string, Festival> = {
      spring_festival: "spring-festival",
      lantern: "lantern-festival",
      dragon_boat: "dragon-boat-festival",
      qixi: "qixi",
      mid_autumn: "mid-autumn",
      double_ninth: "double-ninth",
    };
    expect(Object.keys(years)).toHaveLength(16);
    for (const [year, facts] of Object.entries<YearFacts>(years)) {
      for (const [fact, festival] of Object.entries(named))
        expect(
          celebrated(FESTIVALS[festival], `${year}-01-01`, `${year}-12-31`),
          `${festival} ${year}`,
        ).toEqual([facts[fact]]);
      const eve = addDays(facts.spring_festival, -1);
      expect(keysOf(eve, "02-28"), `除夕 before ${year}`).toContain(keyOf(FESTIVALS["spring-festival-eve"]));
      const lastDay = addDays(years[Number(year) + 1]?.spring_festival ?? "2036-01-28", -1);
      expect(lunarDateOf(lastDay)).toMatchObject({ month: 12, day: facts.month_days["12"] });
      const first = facts.leap_month_first_day;
      if (first === null || facts.leap_month === null) continue;
      expect(lunarDateOf(first)).toEqual({ year: Number(year), month: facts.leap_month, leap: true, day: 1 });
      // Born in that leap month: in it this year, in the ordinary month of the number in the next.
      const born = { calendar: "lunar", month: facts.leap_month, day: 1, leapMonth: true } as const;
      expect(celebrated(born, addDays(first, -60), addDays(first, 60))).toEqual([first]);
      const ordinary = dateOfLunar({ year: Number(year) + 1, month: facts.leap_month, leap: false, day: 1 });
      expect(keysOf(ordinary ?? "", "02-28")).toContain(keyOf(born));
    }
  });
});

describe("a yearly day", () => {
  const solarDay = fc
    .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) })
    .map((given): YearlyDay => ({ calendar: "solar", ...given }));
  const lunarDay = fc
    .record({
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 30 }),
      leapMonth: fc.boolean(),
    })
    .map((given): YearlyDay => ({ calendar: "lunar", ...given }));
  const possible = fc.oneof(solarDay, lunarDay).filter((given) => birthday.safeParse(given).success);

  it("is celebrated exactly once in every year of its calendar", () => {
    const year = fc.integer({ min: FIRST_LUNAR_YEAR + 1, max: LAST_LUNAR_YEAR - 1 });
    fc.assert(
      fc.property(possible, year, fc.constantFrom(...LEAP_DAYS), (day, year, leapDay) => {
        const dates = celebrated(day, `${year - 1}-12-20`, `${year + 1}-03-01`, leapDay);
        const own = dates.filter((date) => yearOf(day.calendar, date).endsWith(String(year)));
        expect(own, `${JSON.stringify(day)} in ${year}`).toHaveLength(1);
      }),
      { numRuns: 400 },
    );
  });

  it("of 29 February is celebrated on the day that the company chose, and on its own in leap years", () => {
    const day = { calendar: "solar", month: 2, day: 29 } as const;
    const of = (year: number, leapDay: (typeof LEAP_DAYS)[number]) =>
      celebrated(day, `${year}-01-01`, `${year}-12-31`, leapDay);
    expect(of(2026, "02-28")).toEqual(["2026-02-28"]);
    expect(of(2026, "03-01")).toEqual(["2026-03-01"]);
    for (const leapDay of LEAP_DAYS) expect(of(2028, leapDay)).toEqual(["2028-02-29"]);
    expect(of(2100, "02-28")).toEqual(["2100-02-28"]);
  });

  it.each([
    // 2025 has a leap sixth month; its leap month has 29 days.
    { born: { month: 6, day: 15, leapMonth: true }, of: "2025", on: "2025-08-08" },
    { born: { month: 6, day: 15 }, of: "2025", on: "2025-07-09" },
    { born: { month: 6, day: 15, leapMonth: true }, of: "2026", on: "2026-07-28" },
    { born: { month: 6, day: 30, leapMonth: true }, of: "2025", on: "2025-08-22" },
    // The last day of a lunar year, long and short.
    { born: { month: 12, day: 30 }, of: "2023", on: "2024-02-09" },
    { born: { month: 12, day: 30 }, of: "2024", on: "2025-01-28" },
  ])("of the lunar $born is celebrated on $on", ({ born, of, on }) => {
    const day = { calendar: "lunar", ...born } as const;
    const dates = celebrated(day, `${of}-01-01`, `${Number(of) + 1}-03-31`);
    expect(dates.filter((date) => yearOf("lunar", date) === `lunar-${of}`)).toEqual([on]);
  });
});

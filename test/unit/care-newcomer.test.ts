import { describe, expect, it } from "vitest";
import { isNewcomer } from "../../lib/care/newcomer.ts";

/** Late on 22 November in Shanghai, early on it in London. */
const now = "2026-11-22T06:30:00.000Z";
const day = (month: number, date: number) => ({ calendar: "solar", month, day: date }) as const;
const today = day(11, 22);
const one = {
  birthday: today,
  email: "wang@example.com",
  careMails: { consent: true },
  updatedAt: now,
};
const silent = { ...one, careMails: { consent: false } };

describe("whoever can be greeted now and could not a moment before", () => {
  it.each([
    ["is new", undefined, one],
    ["is new and cannot be written to: their owner may call them", undefined, silent],
    ["tells the birthday", { ...one, birthday: undefined }, one],
    ["corrects it", { ...one, birthday: day(12, 22) }, one],
    ["consents", silent, one],
    ["has an address", { ...one, email: undefined }, one],
    [
      "was born on this day of the lunar calendar",
      undefined,
      { ...one, birthday: { calendar: "lunar", month: 10, day: 14 } },
    ],
    [
      "was born on 29 February, by either rule",
      undefined,
      { ...one, birthday: day(2, 29), updatedAt: "2027-03-02T01:00:00.000Z" },
    ],
    ["has their day where it is another date", undefined, { ...one, birthday: day(11, 23) }],
  ] as const)("%s", (_, was, is) => {
    expect(isNewcomer(was, is)).toBe(true);
  });

  it.each([
    ["is the same", one, { ...one, updatedAt: now }],
    ["is gone", undefined, { ...one, deletedAt: now }],
    ["has another day", undefined, { ...one, birthday: day(11, 25) }],
    ["has none", undefined, { ...one, birthday: undefined }],
    ["cannot be written to before or after", { ...silent, email: undefined }, silent],
  ] as const)("not who %s", (_, was, is) => {
    expect(isNewcomer(was, is)).toBe(false);
  });
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { dayIn, wallTimeIn } from "../../lib/time/zone.ts";

const zone = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
const instant = fc.date({
  min: new Date("1950-01-01T00:00:00Z"),
  max: new Date("2060-01-01T00:00:00Z"),
  noInvalidDate: true,
});

it("wall-clock times are those of the zone, whatever was asked before", () => {
  fc.assert(
    fc.property(zone, instant, (timeZone, at) => {
      const shown = new Intl.DateTimeFormat("sv-SE", {
        timeZone,
        dateStyle: "short",
        timeStyle: "short",
      }).format(at);
      expect(wallTimeIn(at, timeZone)).toBe(shown);
    }),
    { numRuns: 500 },
  );
});

it("a day begins at its first instant, also where clocks skip midnight", () => {
  expect(dayIn("2017-03-01", "Asia/Shanghai").from.toISOString()).toBe("2017-02-28T16:00:00.000Z");
  expect(dayIn("2018-11-04", "America/Sao_Paulo").from.toISOString()).toBe("2018-11-04T03:00:00.000Z");
});

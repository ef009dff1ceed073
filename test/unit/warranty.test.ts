import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { warrantyEnd, warrantyVerdict } from "../../lib/service-cards/warranty.ts";
import { addDays } from "../../lib/time/zone.ts";

const day = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2080-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const months = fc.integer({ min: 1, max: 600 });
const card = (warrantyUntil?: string) => ({ status: "active", warrantyUntil }) as const;

describe("a warranty ends", () => {
  test.each([
    ["2026-01-31", 12, "2027-01-31"],
    ["2028-02-29", 12, "2029-02-28"],
    ["2028-02-29", 48, "2032-02-29"],
    ["2026-01-31", 1, "2026-02-28"],
    ["2028-01-31", 1, "2028-02-29"],
    ["2026-08-31", 6, "2027-02-28"],
    ["2026-12-15", 1, "2027-01-15"],
    ["2099-12-31", 2, "2100-02-28"],
  ])("delivered on %s, after %i months: on %s", (deliveredOn, count, until) => {
    expect(warrantyEnd(deliveredOn, count)).toBe(until);
  });

  test("never, when it was sold without one", () => {
    expect(warrantyEnd("2026-01-31", 0)).toBeUndefined();
  });

  test("on the same day of the month, or on the last one of a shorter month", () => {
    fc.assert(
      fc.property(day, months, (deliveredOn, count) => {
        const until = warrantyEnd(deliveredOn, count) ?? "";
        const [year = 0, month = 0, date = 0] = deliveredOn.split("-").map(Number);
        const [untilYear = 0, untilMonth = 0, untilDate = 0] = until.split("-").map(Number);
        expect(untilYear * 12 + untilMonth).toBe(year * 12 + month + count);
        if (untilDate === date) return;
        expect(untilDate).toBeLessThan(date);
        expect(addDays(until, 1).slice(8)).toBe("01");
      }),
    );
  });

  test("no earlier when it was delivered later, or is longer", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), months, (deliveredOn, later, count) => {
        const until = warrantyEnd(deliveredOn, count) ?? "";
        expect(until <= (warrantyEnd(addDays(deliveredOn, later), count) ?? "")).toBe(true);
        expect(until < (warrantyEnd(deliveredOn, count + 1) ?? "")).toBe(true);
      }),
    );
  });
});

describe("the verdict says why", () => {
  test("the last day is included, and the next is not", () => {
    fc.assert(
      fc.property(day, months, (deliveredOn, count) => {
        const until = warrantyEnd(deliveredOn, count) ?? "";
        const since = addDays(until, 1);
        expect(warrantyVerdict(card(until), until)).toEqual({
          verdict: "in-warranty",
          until,
          reason: `in warranty until ${until}`,
        });
        expect(warrantyVerdict(card(until), since)).toEqual({
          verdict: "expired",
          until,
          since,
          reason: `the warranty expired: there is none since ${since}`,
        });
      }),
    );
  });

  test("a void card, a sale without warranty, no card at all", () => {
    const voided = { ...card("2030-01-01"), status: "void", voidReason: "opened by the customer" } as const;
    expect(warrantyVerdict(voided, "2026-11-20")).toEqual({
      verdict: "void",
      reason: "the service card is void: opened by the customer",
    });
    expect(warrantyVerdict(card(), "2026-11-20").verdict).toBe("no-warranty");
    expect(warrantyVerdict(undefined, "2026-11-20")).toEqual({
      verdict: "no-card",
      reason: "no service card was named",
    });
  });
});

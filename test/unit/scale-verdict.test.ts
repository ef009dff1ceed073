import { describe, expect, it } from "vitest";
import { holds } from "../bench/figure.ts";
import type { Cost } from "../scale/measure.ts";
import { figuresOf } from "../scale/verdict.ts";

const few: Cost = { customers: 10_000, p50: 4, raw: 2, calls: 1, units: 0.5 };

function missed(large: Partial<Cost>): string[] {
  const figures = figuresOf("GET /customers", [few, { ...few, customers: 1_000_000, ...large }]);
  return figures.filter((figure) => !holds(figure)).map(({ name }) => name);
}

describe("the verdict of the scale", () => {
  it("is flat when a hundred times the customers cost the same, or less", () => {
    expect(missed({})).toEqual([]);
    expect(missed({ p50: 5.1 })).toEqual([]);
    expect(missed({ p50: 3, calls: 0 })).toEqual([]);
  });

  it("misses what becomes slower", () => {
    expect(missed({ p50: 5.5 })).toEqual(["GET /customers"]);
  });

  it("allows for a database that becomes slower at the very same calls, and no more than that", () => {
    expect(missed({ p50: 7.5, raw: 4 })).toEqual([]);
    expect(missed({ p50: 11, raw: 4 })).toEqual(["GET /customers"]);
  });

  it("misses more calls, and more read in as many, however slow the database has become", () => {
    expect(missed({ p50: 7.5, raw: 4, calls: 2 })).toEqual(["GET /customers: calls"]);
    expect(missed({ p50: 7.5, raw: 4, units: 5 })).toEqual(["GET /customers: units"]);
  });

  it("takes a request without calls as it is", () => {
    const none = { ...few, raw: 0, calls: 0, units: 0 };
    expect(figuresOf("GET /me", [none, none]).every(holds)).toBe(true);
  });

  it("reports what is known to grow, and why", () => {
    const large = { ...few, p50: 40, units: 50 };
    const [figure, ...others] = figuresOf("GET /reports/entries", [few, large], "reads a whole month");
    expect(others).toEqual([]);
    expect(figure).toMatchObject({ name: "GET /reports/entries: units", value: 100 });
    expect(figure?.detail).toMatch(/^reads a whole month; /);
    expect(figure !== undefined && holds(figure)).toBe(true);
  });

  it("compares the largest size with the smallest", () => {
    const middle = { ...few, customers: 100_000, p50: 9 };
    expect(figuresOf("GET /me", [few, middle, few]).every(holds)).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { readCell } from "../../lib/imports/cell.ts";
import { fill } from "../../lib/imports/template.ts";

describe("a cell with an amount", () => {
  it.each([
    ["1,234.50", {}, "CNY", 123_450],
    ["￥28.50", {}, "CNY", 2850],
    ["100元", {}, "CNY", 10_000],
    ["１２３", {}, "CNY", 12_300],
    ["$ 1054", {}, "USD", 105_400],
    ["100 USD", {}, "USD", 10_000],
    ["1.234,50 €", { decimal: "," }, "EUR", 123_450],
    ["11698.03", { scale: 1_000_000 }, "USD", 1_169_803_000_000],
    ["0.1", { scale: 0.01 }, "CNY", undefined],
    ["1.5", {}, "JPY", undefined],
    ["1500", {}, "JPY", 1500],
    ["(5)", {}, "CNY", -500],
    ["12,5", {}, "CNY", undefined],
    ["1.005", {}, "CNY", undefined],
    ["12 apples", {}, "CNY", undefined],
  ] as const)("%s is read exactly", (text, how, currency, amount) => {
    const read = readCell(text, { kind: "amount" }, how, currency);
    if (amount === undefined)
      expect(read).toEqual({ rule: expect.stringContaining(`must be an amount of ${currency}`) });
    else expect(read).toEqual({ value: { amount, currency } });
  });

  it.each([
    ["$100", "CNY"],
    ["EUR 5", "CNY"],
    ["100 USD", "CNY"],
    ["¥5", "USD"],
  ])("%s is not taken for %s", (text, currency) => {
    expect(readCell(text, { kind: "amount" }, {}, currency)).toEqual({
      rule: `must be in ${currency}, the company's base currency`,
    });
  });
});

describe("a cell with a date", () => {
  it.each([
    ["2017-03-01", "auto", "2017-03-01"],
    ["2017/3/1 10:00:00", "auto", "2017-03-01"],
    ["2017年3月1日", "auto", "2017-03-01"],
    ["31/12/2017", "DD/MM/YYYY", "2017-12-31"],
    ["12-31-2017", "MM/DD/YYYY", "2017-12-31"],
    ["42795.5", "excel", "2017-03-01"],
    ["2017-02-30", "auto", undefined],
    ["03/04/2017", "auto", undefined],
    ["31/12/2017", "MM/DD/YYYY", undefined],
    ["59", "excel", undefined],
  ] as const)("%s as %s", (text, dateFormat, value) => {
    const read = readCell(text, { kind: "date" }, { dateFormat }, "CNY");
    expect(read).toEqual(
      value === undefined ? { rule: expect.stringContaining("must be a date") } : { value },
    );
  });
});

describe("cells of other kinds", () => {
  it.each([
    ["是", { kind: "yes-no" }, true],
    ["N", { kind: "yes-no" }, false],
    ["a; b；c、d", { kind: "list" }, ["a", "b", "c", "d"]],
    ["WON", { kind: "choice", values: ["won", "lost"] }, "won"],
    ["1,000", { kind: "whole-number" }, 1000],
    ["12.5%", { kind: "percentage" }, 1250],
  ] as const)("%s", (text, field, value) => {
    expect(readCell(text, field, {}, "CNY")).toEqual({ value });
  });

  it.each([
    ["maybe", { kind: "yes-no" }, "must be yes or no"],
    ["open", { kind: "choice", values: ["won", "lost"] }, "must be one of won, lost"],
    ["1.5", { kind: "whole-number" }, "must be a whole number"],
    ["1.234%", { kind: "percentage" }, "must be a percentage of at most two decimals"],
  ] as const)("%s breaks its rule", (text, field, rule) => {
    expect(readCell(text, field, {}, "CNY")).toEqual({ rule });
  });
});

it("a template makes text of a cell", () => {
  expect(fill("{slug}@maven.example", "Mei-Mei Jöhns")).toBe("mei-mei-johns@maven.example");
  expect(fill("Team of {value}", "周经理")).toBe("Team of 周经理");
});

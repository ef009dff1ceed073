import { columnKey } from "../csv/table.ts";
import { DATE_RULES, readDate } from "./cell-date.ts";
import { readAmount, readWhole } from "./cell-number.ts";
import type { Field } from "./field.ts";
import type { Target } from "./mapping.ts";

/** What a cell says in its field's terms, or the rule that it breaks. */
export type Reading = { readonly value: unknown } | { readonly rule: string };

/** A field that is read from text by itself. */
export type PlainField = Exclude<Field, { kind: "reference" }>;

const YES = new Set(["yes", "y", "true", "1", "x", "✓", "是", "对", "有"]);
const NO = new Set(["no", "n", "false", "0", "否", "不", "无"]);

/**
 * Reads a cell that is not empty.
 * @param currency the company's: amounts are in it, in its main unit unless the target says otherwise
 */
export function readCell(
  text: string,
  field: PlainField,
  how: Omit<Target, "field">,
  currency: string,
): Reading {
  switch (field.kind) {
    case "text":
      return { value: text };
    case "list":
      return {
        value: text
          .split(/[;；、|]/)
          .map((part) => part.trim())
          .filter((part) => part !== ""),
      };
    case "yes-no": {
      const said = columnKey(text);
      if (YES.has(said)) return { value: true };
      return NO.has(said) ? { value: false } : { rule: "must be yes or no" };
    }
    case "choice": {
      const chosen = field.values.find((value) => columnKey(value) === columnKey(text));
      return chosen === undefined ? { rule: `must be one of ${field.values.join(", ")}` } : { value: chosen };
    }
    case "date": {
      const value = readDate(text, how.dateFormat ?? "auto");
      return value === undefined ? { rule: DATE_RULES[how.dateFormat ?? "auto"] } : { value };
    }
    case "whole-number":
      return readWhole(text, how, 0, "must be a whole number");
    case "percentage":
      return readWhole(text.replace(/[%％]\s*$/, ""), how, 2, "must be a percentage of at most two decimals");
    case "amount":
      return readAmount(text, how, currency);
    default:
      return field satisfies never;
  }
}

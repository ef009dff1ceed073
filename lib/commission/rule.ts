import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { type Flaw, Problem, ruleBroken } from "../problem/problem.ts";
import { text } from "../text/text.ts";
import { flawOfRate, rate } from "./rate.ts";

/** A rule: what it applies to, and how it pays. What it does not name it does not ask for. */
export const rule = z.strictObject({
  name: text(60).meta({ description: "Unique in its version; entries and the month's bands keep it" }),
  productIds: z.array(idOf("product")).min(1).max(50).optional(),
  categories: z.array(text(100)).min(1).max(50).optional().meta({ description: "Of products" }),
  customer: z
    .enum(["new", "existing"])
    .optional()
    .meta({ description: "new: this is the customer's first win" }),
  departmentIds: z
    .array(idOf("department"))
    .min(1)
    .max(50)
    .optional()
    .meta({ description: "The deal's department, or one above it" }),
  rate,
});
export type Rule = z.infer<typeof rule>;

/** Products that the rules of one version may name together: they are looked up in one call. */
const MOST_PRODUCTS = 90;

/** Rules in order: a line of a deal is paid by the first that applies. */
export const rules = z.array(rule).min(1).max(30);

/**
 * Refuses rules that could not be computed with.
 * @throws Problem rule-broken that names every one
 */
export function checkRules(checked: readonly Rule[]): void {
  const names = checked.map(({ name }) => name);
  const flaws = checked.flatMap(({ name, rate }, index): Flaw[] => {
    const flaw = flawOfRate(rate);
    const twice = names.indexOf(name) !== index;
    return [
      ...(twice ? [{ pointer: `/rules/${index}/name`, detail: `two rules are named ${name}` }] : []),
      ...(flaw === undefined
        ? []
        : [{ pointer: `/rules/${index}/rate${flaw.pointer}`, detail: flaw.sentence }]),
    ];
  });
  const [first] = flaws;
  if (first !== undefined) throw new Problem("rule-broken", first.detail, { flaws });
  const products = new Set(checked.flatMap(({ productIds = [] }) => productIds));
  if (products.size > MOST_PRODUCTS)
    throw ruleBroken(
      `the rules of a version name at most ${MOST_PRODUCTS} products; use categories`,
      "/rules",
    );
}

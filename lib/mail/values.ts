import * as z from "zod";
import { calendarDate } from "../time/calendar.ts";
import { type OccasionName, type ValueKind, variablesOf } from "./occasions.ts";

const money = z.object({ amount: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) });

/** What one variable stands for in one mail, whatever its language. */
export const value = z.union([z.string().max(3000), z.number(), z.boolean(), money]);
export type Value = z.infer<typeof value>;

/** The values of a mail by the names of its occasion's variables. */
export type Values = Readonly<Record<string, Value>>;

const SCHEMAS: Record<ValueKind, z.ZodType<Value>> = {
  text: z.string(),
  date: calendarDate,
  number: z.number(),
  money,
  discount: z.int().min(0).max(10_000),
  url: z.url({ protocol: /^https?$/ }),
  flag: z.boolean(),
};

/** The sender fills these in. */
const GIVEN: readonly string[] = ["name", "company"];

/** What is wrong with some values for an occasion, by name: unknown ones, and those that are not what it declares. */
export function wrongValues(
  occasion: OccasionName,
  given: Readonly<Record<string, Value | undefined>>,
): readonly { readonly name: string; readonly why: string }[] {
  const variables = variablesOf(occasion);
  return Object.entries(given).flatMap(([name, one]) => {
    const variable = GIVEN.includes(name) ? undefined : variables[name];
    if (variable === undefined) return [{ name, why: `a ${occasion} mail takes no value ${name}` }];
    if (one === undefined || SCHEMAS[variable.is].safeParse(one).success) return [];
    return [{ name, why: `the value ${name} of a ${occasion} mail must be a ${variable.is}` }];
  });
}

/**
 * The values of a mail for an occasion.
 * @throws Error when one is missing, unknown, or not what the occasion declares: whoever queues the mail is wrong
 */
export function valuesFor(
  occasion: OccasionName,
  given: Readonly<Record<string, Value | undefined>>,
): Values {
  const [wrong] = wrongValues(occasion, given);
  if (wrong !== undefined) throw new Error(wrong.why);
  for (const [name, { optional }] of Object.entries(variablesOf(occasion)))
    if (optional !== true && !GIVEN.includes(name) && given[name] === undefined)
      throw new Error(`a ${occasion} mail needs the value ${name}`);
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, one]) => (one === undefined ? [] : [[name, one]])),
  );
}

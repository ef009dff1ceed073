import * as z from "zod";
import { calendarDate } from "../time/calendar.ts";
import { type OccasionName, type ValueKind, variablesOf } from "./occasions.ts";

const money = z.object({ amount: z.int(), currency: z.string() });

/** What one variable stands for in one mail, whatever its language. */
export const value = z.union([z.string(), z.number(), z.boolean(), money]);
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
const GIVEN = new Set(["name", "company"]);

/**
 * The values of a mail for an occasion.
 * @throws Error when one is missing, unknown, or not what the occasion declares: whoever queues the mail is wrong
 */
export function valuesFor(
  occasion: OccasionName,
  given: Readonly<Record<string, Value | undefined>>,
): Values {
  const variables = variablesOf(occasion);
  for (const name of Object.keys(given))
    if (!(name in variables) || GIVEN.has(name)) throw new Error(`a ${occasion} mail takes no value ${name}`);
  const wanted = Object.entries(variables).filter(([name]) => !GIVEN.has(name));
  return Object.fromEntries(
    wanted.flatMap(([name, { is, optional }]) => {
      const one = given[name];
      if (one === undefined && optional) return [];
      const parsed = SCHEMAS[is].safeParse(one);
      if (!parsed.success) throw new Error(`the value ${name} of a ${occasion} mail is no ${is}`);
      return [[name, parsed.data]];
    }),
  );
}

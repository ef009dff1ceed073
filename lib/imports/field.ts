import * as z from "zod";
import { basisPoints, money, statedMoney } from "../money/money.ts";
import { calendarDate } from "../time/calendar.ts";

/** Record types that a cell can name by number, name or e-mail. */
export const REFERENCES = ["user", "department", "customer", "product", "partner", "competitor"] as const;
export type ReferenceType = (typeof REFERENCES)[number];

/** What a cell of a field is read as. */
export type Field =
  | { readonly kind: "text" | "whole-number" | "yes-no" | "date" | "amount" | "percentage" | "list" }
  | { readonly kind: "choice"; readonly values: readonly string[] }
  /** Found by number, name or e-mail; its id goes into the field `into`. */
  | { readonly kind: "reference"; readonly to: ReferenceType; readonly into: string };

/** Fields of a resource that columns can be mapped to. */
export type Fields = Readonly<Record<string, Field>>;

/** Declares a field that names another record. */
export function reference(to: ReferenceType, into: string): Field {
  return { kind: "reference", to, into };
}

/** The fields that one cell can fill, as a schema says them; lists of records and the like are left out. */
export function fieldsOf(schema: z.ZodObject): Record<string, Field> {
  const fields: Record<string, Field> = {};
  for (const [name, declared] of Object.entries(schema.shape)) {
    const field = fieldOf(inner(declared));
    if (field !== undefined) fields[name] = field;
  }
  return fields;
}

function inner(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? inner(schema.def.innerType)
    : schema;
}

function fieldOf(schema: z.core.$ZodType): Field | undefined {
  if (schema === money || schema === statedMoney) return { kind: "amount" };
  if (schema === basisPoints) return { kind: "percentage" };
  if (schema === calendarDate) return { kind: "date" };
  if (schema instanceof z.ZodEnum) return { kind: "choice", values: schema.options.map(String) };
  if (schema instanceof z.ZodBoolean) return { kind: "yes-no" };
  if (schema instanceof z.ZodNumber) return { kind: "whole-number" };
  if (schema instanceof z.ZodArray)
    return schema.def.element._zod.def.type === "string" ? { kind: "list" } : undefined;
  return schema._zod.def.type === "string" ? { kind: "text" } : undefined;
}

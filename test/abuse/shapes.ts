import type * as z from "zod";

type Schema = z.core.JSONSchema.JSONSchema;

/** Something in a request that may be as large as a caller likes, or have fields that nobody declared. */
export function loose(schema: Schema, root: Schema = schema, at = "", seen = new Set<string>()): string[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    const target = root.$defs?.[name];
    if (target === undefined || seen.has(name)) return [];
    return loose(target, root, at, new Set([...seen, name]));
  }
  const variants = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  if (variants.length > 0) return variants.flatMap((one) => loose(asSchema(one), root, at, seen));
  switch (schema.type) {
    case "string":
      return isBounded(schema) ? [] : [`${at} is text of any length`];
    case "array":
      return [
        ...(schema.maxItems === undefined && schema.items !== undefined
          ? [`${at} is a list of any length`]
          : []),
        ...items(schema).flatMap((item) => loose(item, root, `${at}/*`, seen)),
      ];
    case "object":
      return [
        ...(schema.properties !== undefined && schema.additionalProperties !== false
          ? [`${at} takes fields that are not declared`]
          : []),
        ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
          loose(asSchema(inner), root, `${at}/${name}`, seen),
        ),
      ];
    default:
      return [];
  }
}

function isBounded({ maxLength, pattern, format, enum: values, const: only }: Schema): boolean {
  // A pattern without repetition to infinity has an end of its own.
  const ends = pattern !== undefined && !/[*+]|,\}/.test(pattern.replaceAll(/\[[^\]]*\]/g, "."));
  return (
    maxLength !== undefined || ends || values !== undefined || only !== undefined || FORMATS.has(format ?? "")
  );
}

/** Formats whose texts cannot be long. */
const FORMATS = new Set(["date", "date-time", "uuid"]);

function items({ items: of }: Schema): Schema[] {
  return of === undefined ? [] : (Array.isArray(of) ? of : [of]).map(asSchema);
}

function asSchema(schema: z.core.JSONSchema._JSONSchema): Schema {
  return typeof schema === "object" ? schema : {};
}

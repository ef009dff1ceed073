import * as z from "zod";
import { parsePart } from "./flaws.ts";

/**
 * The schema of a JSON Merge Patch (RFC 7396) for what `schema` accepts: every field may be left out, at any depth, and
 * null removes those that need not be there.
 */
export function patchOf(schema: z.ZodObject): z.ZodObject {
  // As a step from the schema, it waits for its first use like any other step.
  return schema.apply(withEveryFieldOptional);
}

function withEveryFieldOptional(schema: z.ZodObject): z.ZodObject {
  const fields = Object.entries(schema.shape).map(([name, field]) => {
    const removable = field instanceof z.ZodOptional || field instanceof z.ZodDefault;
    const given = withoutDefault(field);
    return [name, z.optional(removable ? z.nullable(given) : given)];
  });
  return z.strictObject(Object.fromEntries(fields));
}

/** A default would turn a field that the patch leaves out into a change of it. */
function withoutDefault(field: z.core.$ZodType): z.core.$ZodType {
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault)
    return withoutDefault(field.def.innerType);
  return field instanceof z.ZodObject ? patchOf(field) : field;
}

/**
 * A record's fields with a merge patch applied, those that it removes as `undefined`; the outcome as a whole must be
 * valid again.
 * @throws Problem invalid-request
 */
export function patched<S extends z.ZodObject>(schema: S, record: object, patch: unknown): z.output<S> {
  const fields = Object.entries(record).filter(([name]) => name in schema.shape);
  const removed = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, undefined]));
  return { ...removed, ...parsePart(schema, mergePatch(Object.fromEntries(fields), patch), "") };
}

/** RFC 7396: objects merge, null removes, everything else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = mergePatch(merged[name], value);
  }
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import * as z from "zod";
import type { Route } from "../../lib/http/route.ts";
import { PREFIXES } from "../../lib/ids/id.ts";

/** An id of this product, wherever it stands. */
export const ID = /\b([a-z]{3})_[0-7][0-9A-HJKMNP-TV-Z]{25}\b/g;

const TYPES = new Map(Object.entries(PREFIXES).map(([type, prefix]) => [prefix as string, type]));

/** The record type of an id or of its prefix. */
export function typeOf(id: string): string {
  return TYPES.get(id.slice(0, 3)) ?? "unknown";
}

export type Shape = z.core.JSONSchema._JSONSchema | undefined;

/** What a caller sends, as JSON Schema. */
export function sentShape(schema: z.ZodType | undefined): z.core.JSONSchema.JSONSchema {
  if (schema === undefined) return {};
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as z.core.JSONSchema.JSONSchema;
}

/** The parameters of a route's path, each with the record type it names, if it names one. */
export function parametersOf({ path, params }: Route): { name: string; shape: Shape; type?: string }[] {
  const shapes = sentShape(params).properties ?? {};
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => {
    const shape = shapes[name];
    const [sample] = (typeof shape === "object" && shape.examples) || [];
    const isId = typeof sample === "string" && new RegExp(ID.source).test(sample);
    return { name, shape, ...(isId && { type: typeOf(sample) }) };
  });
}

/** The route's path with some of its parameters given; the others are samples that name no record. */
export function pathOf(route: Route, given: Readonly<Record<string, string>> = {}): string {
  const shapes = new Map(parametersOf(route).map(({ name, shape }) => [name, shape]));
  return route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(given[name] ?? sample(shapes.get(name))),
  );
}

function sample(shape: Shape): string {
  if (typeof shape !== "object") return "x";
  const [given] = shape.examples ?? shape.enum ?? [];
  return String(given ?? (shape.type === "integer" || shape.type === "number" ? 1 : "x"));
}

import type * as z from "zod";
import { type Flaw, Problem } from "../problem/problem.ts";

/**
 * Parses a part of a request.
 * @param where `""` for the body, whose flaws are JSON pointers; `path`, `query` or `header` for parameters
 * @throws Problem invalid-request that names every field and its rule
 */
export function parsePart<S extends z.ZodType>(
  schema: S,
  value: unknown,
  where: "" | "path" | "query",
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const flaws = flawsOf(parsed.error.issues, where);
  const [first] = flaws;
  const summary = first === undefined ? "is not valid" : `${first.pointer || "the body"}: ${first.detail}`;
  throw new Problem(
    "invalid-request",
    flaws.length > 1 ? `${summary}; and ${flaws.length - 1} more` : summary,
    { flaws },
  );
}

/** zod's issues as flaws with JSON pointers. */
export function flawsOf(issues: readonly z.core.$ZodIssue[], where: "" | "path" | "query"): Flaw[] {
  return issues.slice(0, 50).flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        pointer: pointerTo(where, [...issue.path, key]),
        detail: "is not a field known here",
      }));
    }
    const absent = issue.code === "invalid_type" && issue.message.endsWith("received undefined");
    return [{ pointer: pointerTo(where, issue.path), detail: absent ? "is required" : issue.message }];
  });
}

/** A JSON pointer (RFC 6901); parameters are named `query/limit`, `path/id`. */
export function pointerTo(where: string, path: readonly PropertyKey[]): string {
  return where + path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

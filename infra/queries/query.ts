import type { Lambda } from "../../functions/lambda.ts";
import type { Runbook } from "../runbooks/runbook.ts";

/** A question to the logs, kept in CloudWatch Logs Insights. */
export interface Query {
  /** Clear by itself; in an account it stands in a folder of the stage. */
  readonly name: string;
  /** What its answer tells. */
  readonly asks: string;
  readonly runbook: Runbook;
  /** Whose lines: of some functions, or the API's own log of requests. */
  readonly of: "access-log" | ((declaration: Lambda) => boolean);
  /** Which of their lines; every condition holds. */
  readonly where: readonly string[];
  /** What is shown of each, or computed of all. */
  readonly shows: readonly string[] | { readonly stats: string };
  readonly sort?: string;
  readonly limit: number;
}

/** More groups CloudWatch does not search at once. */
export const MOST_GROUPS = 50;

/** The fields of our lines that a query uses; CloudWatch's own begin with `@`. */
export function fieldsOf({ where, shows, sort = "" }: Query): string[] {
  const stats = "stats" in shows ? shows.stats : shows.join(", ");
  const named = new Set([...stats.matchAll(/\bas (\w+)/g)].map(([, name]) => name));
  const text = [...where, stats, sort].join(" ").replaceAll(/"[^"]*"|\b\d\w*/g, "");
  const words = text.match(/@?[a-z][\w.]*(?!\w*\()/gi) ?? [];
  return [...new Set(words)].filter((word) => !word.startsWith("@") && !WORDS.has(word) && !named.has(word));
}

/** The language of Logs Insights, as far as queries here speak it. */
const WORDS = new Set(["and", "or", "not", "in", "like", "as", "by", "asc", "desc"]);

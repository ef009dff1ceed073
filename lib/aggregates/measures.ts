import type { Item } from "../table/entity.ts";
import type { Measures } from "./ledger.ts";

/** Totals keep each measure in an attribute of its own, since DynamoDB adds to top-level attributes alone. */
const PREFIX = "m:";

export function measureAttribute(measure: string): string {
  return PREFIX + measure;
}

/** The measures of an entry or of a total; none of what is not there. */
export function measuresOf(item: Item | undefined): Measures {
  if (item === undefined) return {};
  const source = item.entity === "ledger" ? Object.entries(item.measures ?? {}) : attributes(item);
  return Object.fromEntries(source.map(([measure, value]) => [measure, Number(value)]));
}

function attributes(item: Item): [string, unknown][] {
  return Object.entries(item).flatMap(([name, value]) =>
    name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), value]] : [],
  );
}

/** What changed from one state to the next. */
export function difference(was: Measures, is: Measures): Measures {
  return sum([is, negated(was)]);
}

/** The same with opposite signs: what a reversal books. */
export function negated(measures: Measures): Measures {
  return Object.fromEntries(
    Object.entries(measures).map(([measure, value]) => [measure, value === 0 ? 0 : -value]),
  );
}

/** Adds measures up; what comes to nothing is left out. */
export function sum(all: readonly Measures[]): Measures {
  const total: Record<string, number> = {};
  for (const measures of all) {
    for (const [measure, value] of Object.entries(measures)) total[measure] = (total[measure] ?? 0) + value;
  }
  return Object.fromEntries(Object.entries(total).filter(([, value]) => value !== 0));
}

import type { Ledger } from "../aggregates/ledger.ts";
import { type Total, totals, totalsWhere } from "../aggregates/totals.ts";
import type { Scope } from "./scope.ts";

/** Levels whose totals say whose they are. */
const PERSONAL: readonly string[] = ["salesperson", "agent"];

/**
 * What a scope covers of some months of a ledger: the totals of a level of the company or, where the caller sees a part of
 * it, those of its people within that part. One call where the company's own totals answer, else one a month, however
 * much was recorded.
 */
export async function visibleTotals(
  ledger: Ledger,
  level: string,
  months: readonly string[],
  scope: Scope,
): Promise<Total[]> {
  if (scope.reach.none) return [];
  if (scope.all && level === "company") {
    return totals(
      ledger,
      level,
      months.map((month) => ({ month })),
    );
  }
  const read = scope.all ? level : personalLevel(ledger);
  const found = (await Promise.all(months.map((month) => totalsWhere(ledger, read, month)))).flat();
  return found.filter(
    ({ dimensions: { salesperson, agent, department } }) =>
      scope.all || scope.covers(salesperson ?? agent, department),
  );
}

function personalLevel({ name, levels }: Ledger): string {
  const personal = levels.find((level) => PERSONAL.includes(level.name));
  if (personal === undefined) throw new Error(`the ledger ${name} does not say whose its totals are`);
  return personal.name;
}

import type { Ledger } from "../aggregates/ledger.ts";
import { type Total, totalsWhere } from "../aggregates/totals.ts";
import type { Scope } from "./scope.ts";

/** Levels whose totals say whose they are. */
const PERSONAL: readonly string[] = ["salesperson", "agent"];

/**
 * What a scope covers of a ledger's month: the totals of a level of the company or, where the caller sees a part of it,
 * those of its people within that part. One call, however much was recorded.
 */
export async function visibleTotals(
  ledger: Ledger,
  level: string,
  month: string,
  scope: Scope,
): Promise<Total[]> {
  if (scope.reach.none) return [];
  if (scope.all) return totalsWhere(ledger, level, month);
  const personal = ledger.levels.find(({ name }) => PERSONAL.includes(name));
  if (personal === undefined) throw new Error(`the ledger ${ledger.name} does not say whose its totals are`);
  const found = await totalsWhere(ledger, personal.name, month);
  return found.filter(({ dimensions: { salesperson, agent, department } }) =>
    scope.covers(salesperson ?? agent, department),
  );
}

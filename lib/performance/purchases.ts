import type { Measures } from "../aggregates/ledger.ts";

const COUNT = "purchases";
const AMOUNT = "amount";

/** What one purchase adds to the ledger of a customer's purchases. @param amount minor units */
export function purchaseMeasures(month: string, amount: number): Measures {
  return { [COUNT]: 1, [AMOUNT]: amount, [`${COUNT}/${month}`]: 1, [`${AMOUNT}/${month}`]: amount };
}

/** What a customer bought. */
export interface Purchases {
  readonly count: number;
  /** Minor units. */
  readonly amount: number;
  /** Month of the last one that stands; none without any. */
  readonly lastMonth?: string;
}

/** Reads a customer's total. @param since only purchases of this month and later; all of them unless told */
export function purchasesIn(measures: Measures, since?: string): Purchases {
  const months = Object.keys(measures).flatMap((name) =>
    name.startsWith(`${COUNT}/`) && (measures[name] ?? 0) > 0 ? [name.slice(COUNT.length + 1)] : [],
  );
  const lastMonth = months.toSorted().at(-1);
  const last = lastMonth === undefined ? {} : { lastMonth };
  if (since === undefined) return { count: measures[COUNT] ?? 0, amount: measures[AMOUNT] ?? 0, ...last };
  const of = (what: string) =>
    Object.entries(measures)
      .filter(([name]) => name.startsWith(`${what}/`) && name.slice(what.length + 1) >= since)
      .reduce((sum, [, value]) => sum + value, 0);
  return { count: of(COUNT), amount: of(AMOUNT), ...last };
}

import type { Ledger } from "./aggregates/ledger.ts";

/** Every ledger whose totals the table's stream keeps. */
export const ledgers: readonly Ledger[] = [];

import type { Ledger } from "./aggregates/ledger.ts";
import {
  competitorLedger,
  pipelineLedger,
  productLedger,
  purchaseLedger,
  salesLedger,
} from "./performance/ledgers.ts";

/** Every ledger whose totals the table's stream keeps. */
export const ledgers: readonly Ledger[] = [
  salesLedger,
  pipelineLedger,
  productLedger,
  purchaseLedger,
  competitorLedger,
];

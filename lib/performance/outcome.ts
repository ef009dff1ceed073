import { entryItem, type Measures } from "../aggregates/ledger.ts";
import { negated } from "../aggregates/measures.ts";
import { NONE } from "../ids/id.ts";
import { conflict } from "../problem/problem.ts";
import type { Item } from "../table/entity.ts";
import { putOnce, type Write } from "../table/write.ts";
import { competitorLedger, productLedger, salesLedger } from "./ledgers.ts";

/** How a deal ended, and to whom and to which month that counts (DOMAIN §10). */
export interface Outcome {
  readonly opportunityId: string;
  readonly kind: "won" | "lost";
  /** Which win or loss of this opportunity, from 1: nothing is booked twice. */
  readonly number: number;
  /** Month in the company's zone. */
  readonly month: string;
  /** The lead. */
  readonly salespersonId: string;
  readonly departmentId: string | undefined;
  readonly source: string | undefined;
  /** Of a loss. */
  readonly reason: string | undefined;
  /** Everyone who competed. */
  readonly competitorIds: readonly string[];
  /** The competitor who won a lost deal. */
  readonly lostTo: string | undefined;
  /** What was to be sold. */
  readonly productIds: readonly string[];
}

/** Stands for the source or reason that nobody named. */
const UNKNOWN = "unknown";

/**
 * The entries of an outcome: one for the lead's month, one for each competitor, and of a loss one for each product.
 * Amount, products, deals and cycle of a win are not here: they are the sale's.
 */
export function bookOutcome(outcome: Outcome, at: Date): Write[] {
  return outcomeItems(outcome, at, "booking").map((item) =>
    putOnce(item, () => conflict("how this opportunity ended is booked already")),
  );
}

/** The entries that take an outcome back; what was booked stays. */
export function reverseOutcome(outcome: Outcome, at: Date): Write[] {
  return outcomeItems(outcome, at, "reversal").map((item) =>
    putOnce(item, () => conflict("how this opportunity ended is taken back already")),
  );
}

function outcomeItems(outcome: Outcome, at: Date, purpose: "booking" | "reversal") {
  const { opportunityId, kind, number, month, salespersonId, departmentId = NONE } = outcome;
  const signed = (measures: Measures) => (purpose === "booking" ? measures : negated(measures));
  const common = {
    key: `outcome#${opportunityId}#${kind}#${number}#${purpose}`,
    revision: 1,
    month,
    changedAt: at.toISOString(),
  };
  const details: Item = { opportunityId, kind, number, purpose, salespersonId, departmentId };
  const whose = { month, department: departmentId, salesperson: salespersonId };
  const lead = entryItem(
    salesLedger,
    {
      ...common,
      dimensions: whose,
      measures: signed(salesMeasures(outcome)),
    },
    details,
  );
  const competitors = competitorsOf(outcome).map((competitor) =>
    entryItem(
      competitorLedger,
      {
        ...common,
        dimensions: { ...whose, competitor },
        measures: signed(competitorMeasures(outcome, competitor)),
      },
      details,
    ),
  );
  const products = productsOf(outcome).map((product) =>
    entryItem(
      productLedger,
      { ...common, dimensions: { ...whose, product }, measures: signed({ lost: 1 }) },
      details,
    ),
  );
  return [lead, ...competitors, ...products];
}

function salesMeasures({ kind, source = UNKNOWN, reason = UNKNOWN }: Outcome): Measures {
  return kind === "won"
    ? { [`won/source/${source}`]: 1 }
    : { lost: 1, [`lost/reason/${reason}`]: 1, [`lost/source/${source}`]: 1 };
}

function competitorMeasures({ kind, lostTo }: Outcome, competitor: string): Measures {
  return { [kind]: 1, ...(lostTo === competitor && { lostTo: 1 }) };
}

function productsOf({ kind, productIds }: Outcome): string[] {
  return kind === "lost" ? [...new Set(productIds)] : [];
}

function competitorsOf({ competitorIds, lostTo }: Outcome): string[] {
  return [...new Set([...competitorIds, ...(lostTo === undefined ? [] : [lostTo])])];
}

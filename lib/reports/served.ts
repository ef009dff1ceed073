import * as z from "zod";
import type { Ledger, Measures } from "../aggregates/ledger.ts";
import { sum } from "../aggregates/measures.ts";
import { NONE } from "../ids/id.ts";
import type { Period } from "./period.ts";
import type { Scope } from "./scope.ts";
import { visibleTotals } from "./visible.ts";

/** What the rows of a report on service are of. */
export const servedBy = z.enum(["agent", "department", "product", "tier", "company"]);
export type ServedBy = z.infer<typeof servedBy>;

/** A matter that reports are about, e.g. satisfaction: its ledgers count the same by whom, by product and by tier. */
export interface Matter {
  /** Of agents, their departments and the company. */
  readonly people: Ledger;
  readonly products?: Ledger;
  readonly tiers?: Ledger;
  /** Path of the records behind, and what its parameters are called. */
  readonly records: string;
  readonly parameters: Readonly<Partial<Record<ServedBy, string>>>;
}

export interface Row {
  readonly key: string;
  readonly measures: Measures;
}

/** What a scope covers of some months, by whom or what it is of; one call where the company's totals answer, else one a month. */
export async function served(
  matter: Matter,
  { months }: Pick<Period, "months">,
  by: ServedBy,
  scope: Scope,
): Promise<Row[]> {
  const found = await visibleTotals(ledgerBy(matter, by), by, months, scope);
  const groups = Map.groupBy(found, ({ dimensions }) => (by === "company" ? "" : (dimensions[by] ?? NONE)));
  return [...groups]
    .map(([key, members]) => ({ key, measures: sum(members.map(({ measures }) => measures)) }))
    .filter(({ measures }) => Object.keys(measures).length > 0)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function ledgerBy({ people, products, tiers }: Matter, by: ServedBy): Ledger {
  switch (by) {
    case "product":
    case "tier": {
      const ledger = by === "product" ? products : tiers;
      if (ledger === undefined) throw new Error(`the ledger ${people.name} is not kept by ${by}`);
      return ledger;
    }
    case "agent":
    case "department":
    case "company":
      return people;
    default:
      return by satisfies never;
  }
}

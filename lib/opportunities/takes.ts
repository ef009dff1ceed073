import { conflict } from "../problem/problem.ts";
import { require, type Write } from "../table/write.ts";
import { type OpportunityAction, ruling } from "./rules.ts";

/** Requires, inside the transaction, that an opportunity takes what is done for it: that it was not closed meanwhile. */
export function takes(opportunityId: string, action: OpportunityAction): Write {
  const verdict = ruling("closed", action);
  if (!("refused" in verdict)) throw new Error(`a closed opportunity takes ${action}, too`);
  return require(opportunityId, "opportunity", () => conflict(verdict.refused), ["status", "closed"]);
}

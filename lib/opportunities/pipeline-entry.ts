import type { Entry } from "../aggregates/ledger.ts";
import { moveEntry } from "../aggregates/move.ts";
import { times } from "../money/money.ts";
import { NO_DEPARTMENT, pipelineLedger } from "../performance/ledgers.ts";
import type { Write } from "../table/write.ts";
import type { Opportunity } from "./opportunity.ts";

/** Stands for the month of an opportunity that nobody has dated. */
export const UNDATED = "undated";

/** What an opportunity adds to the pipeline (DOMAIN §10); nothing once it is decided or deleted. */
export function pipelineEntry(record: Opportunity): Entry | undefined {
  const { id, status, deletedAt, expectedCloseOn, departmentId, ownerId, amount, probability } = record;
  if (status !== "executing" || deletedAt !== undefined) return undefined;
  const month = expectedCloseOn?.slice(0, 7) ?? UNDATED;
  return {
    dimensions: { month, department: departmentId ?? NO_DEPARTMENT, salesperson: ownerId },
    key: id,
    revision: record.version,
    measures: { open: 1, amount: amount.amount, weighted: times(amount.amount, probability, 10_000) },
    month,
    changedAt: record.updatedAt,
  };
}

/** What a change of an opportunity writes to the pipeline: together the entries always equal the executing opportunities. */
export function pipelineWrites(was: Opportunity | undefined, is: Opportunity): Write[] {
  return moveEntry(pipelineLedger, was && pipelineEntry(was), pipelineEntry(is), is, {
    opportunityId: is.id,
  });
}

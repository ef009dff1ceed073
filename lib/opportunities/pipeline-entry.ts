import { restate, type Standing } from "../aggregates/standing.ts";
import { NONE } from "../ids/id.ts";
import { times } from "../money/money.ts";
import { pipelineLedger } from "../performance/ledgers.ts";
import type { Write } from "../table/write.ts";
import type { Opportunity } from "./opportunity.ts";

/** Stands for the month of an opportunity that nobody has dated. */
export const UNDATED = "undated";

/** What an opportunity adds to the pipeline (DOMAIN §10); nothing once it is decided or deleted. */
export function inPipeline(record: Opportunity): Standing[] {
  const { status, deletedAt, expectedCloseOn, departmentId, ownerId, amount, probability } = record;
  if (status !== "executing" || deletedAt !== undefined) return [];
  const month = expectedCloseOn?.slice(0, 7) ?? UNDATED;
  return [
    {
      ledger: pipelineLedger,
      dimensions: { month, department: departmentId ?? NONE, salesperson: ownerId },
      measures: { open: 1, amount: amount.amount, weighted: times(amount.amount, probability, 10_000) },
    },
  ];
}

/** What a change of an opportunity writes to the pipeline: its entries always equal the executing opportunities. */
export function pipelineWrites(was: Opportunity | undefined, is: Opportunity): Write[] {
  return restate(was === undefined ? [] : inPipeline(was), inPipeline(is), is, { opportunityId: is.id });
}

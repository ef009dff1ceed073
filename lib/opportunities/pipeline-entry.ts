import { type Entry, entryItem, entryPartition } from "../aggregates/ledger.ts";
import { difference } from "../aggregates/measures.ts";
import { times } from "../money/money.ts";
import { NO_DEPARTMENT, pipelineLedger } from "../performance/ledgers.ts";
import { putBeside, type Write } from "../table/write.ts";
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

/**
 * What a change of an opportunity writes to the pipeline's ledger: its entry as it is now and, where it left a month,
 * an owner or the pipeline, nothing in the place of the old one. Entries are never removed, so that the stream
 * sees every step. Together they always equal the executing opportunities.
 */
export function pipelineWrites(was: Opportunity | undefined, is: Opportunity): Write[] {
  const before = was && pipelineEntry(was);
  const after = pipelineEntry(is);
  const stays = before !== undefined && after !== undefined && place(before) === place(after);
  if (stays && Object.keys(difference(before.measures, after.measures)).length === 0) return [];
  return [
    ...(before === undefined || stays ? [] : [nothing(before, is)]),
    ...(after === undefined ? [] : [after]),
  ].map((entry) => putBeside(entryItem(pipelineLedger, entry, { opportunityId: is.id })));
}

const place = ({ dimensions }: Entry) => entryPartition(pipelineLedger, dimensions);

function nothing(entry: Entry, { version, updatedAt }: Opportunity): Entry {
  return {
    ...entry,
    measures: { open: 0, amount: 0, weighted: 0 },
    revision: version,
    changedAt: updatedAt,
  };
}

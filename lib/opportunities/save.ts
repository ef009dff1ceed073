import { bookOutcome, type Outcome, reverseOutcome } from "../performance/outcome.ts";
import { put, type Write } from "../table/write.ts";
import { campaignWrites } from "./campaign-entry.ts";
import { type Opportunity, opportunities } from "./opportunity.ts";
import { pipelineWrites } from "./pipeline-entry.ts";

/**
 * Every write of an opportunity goes through here: the record, its place in the pipeline and in the results of its
 * campaign, and how it ended or that this is taken back. What a win books besides (order, sale, commission) is the win's own.
 * @param was as read; `undefined` for a new one
 * @param options.label names the record's own write to `Change.retry`
 */
export function save(
  was: Opportunity | undefined,
  is: Opportunity,
  options: { label?: string } = {},
): Write[] {
  return [...put(opportunities, is, was, options), ...besides(was, is)];
}

/** What is written with every write of an opportunity. */
export function besides(was: Opportunity | undefined, is: Opportunity): Write[] {
  return [...pipelineWrites(was, is), ...outcomeWrites(was, is), ...campaignWrites(was, is)];
}

/** How an opportunity ended; `undefined` while it is executing. */
export function outcomeOf(record: Opportunity): Outcome | undefined {
  const { id, status, booked, source, lossReason, lostTo, competitors = [] } = record;
  if (status === "executing" || booked === undefined) return undefined;
  const kind = status === "lost" ? "lost" : "won";
  return {
    opportunityId: id,
    kind,
    number: kind === "lost" ? record.lossNumber : record.winNumber,
    month: booked.month,
    salespersonId: booked.salespersonId,
    departmentId: booked.departmentId,
    source,
    reason: lossReason,
    competitorIds: competitors.map(({ competitorId }) => competitorId),
    lostTo,
    productIds: record.lines.map(({ productId }) => productId),
  };
}

function outcomeWrites(was: Opportunity | undefined, is: Opportunity): Write[] {
  const before = was && outcomeOf(was);
  const after = outcomeOf(is);
  if (before?.kind === after?.kind && before?.number === after?.number) return [];
  const at = new Date(is.updatedAt);
  return [
    ...(before === undefined ? [] : reverseOutcome(before, at)),
    ...(after === undefined ? [] : bookOutcome(after, at)),
  ];
}

import { covers, reach } from "../access/reach.ts";
import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { type ListRequest, listRecords } from "../resource/verbs.ts";
import { partitionOf } from "../table/entity.ts";
import { filterOf, type Page, readPage } from "../table/page.ts";
import { DAY } from "../time/units.ts";
import { quietSince } from "./attention.ts";
import { campaignKey, numberKey, type Opportunity, opportunities } from "./opportunity.ts";
import { OPPORTUNITY_STATUSES, type OpportunityStatus } from "./status.ts";

export interface OpportunityQuery {
  readonly number?: string | undefined;
  readonly status?: OpportunityStatus | undefined;
  readonly stage?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly campaignId?: string | undefined;
  /** Minor units. */
  readonly minAmount?: number | undefined;
  /** Minor units. */
  readonly maxAmount?: number | undefined;
  /** Month of the expected close. */
  readonly closeMonth?: string | undefined;
  /** Executing, and without a completed follow-up for that many days. */
  readonly stalledDays?: number | undefined;
}

type Request = Pick<ListRequest<Opportunity>, "limit" | "cursor" | "asked">;

/**
 * The opportunities the caller may read that fit, newest first; those of one customer executing first.
 * One call a page, for a caller whose scope is theirs or a customer, an owner or a number is named.
 */
export function findOpportunities(
  wanted: OpportunityQuery,
  request: Request,
  context: Context,
): Promise<Page<Opportunity>> {
  const { number, customerId, campaignId, ownerId } = wanted;
  const status = wanted.stalledDays === undefined ? wanted.status : (wanted.status ?? "executing");
  const states = status === undefined ? OPPORTUNITY_STATUSES : [status];
  const fitting = (record: Opportunity) => fits(record, { ...wanted, status }, context.now);
  const readable = reach(context.caller, "opportunity", "read");
  const narrow = {
    ...request,
    parse: (item: object) => opportunities.schema.parse(item),
    passes: (record: Opportunity) => covers(readable, { ...record, shared: false }) && fitting(record),
  };
  if (number !== undefined)
    return readPage({ ...narrow, waves: [[{ index: "byName", key: numberKey(number) }]] });
  if (campaignId !== undefined)
    return readPage({ ...narrow, waves: [[{ index: "byName", key: campaignKey(campaignId) }]] });
  if (customerId !== undefined)
    return readPage({
      ...narrow,
      waves: [[{ index: "byCustomer", key: customerId }]],
      range: { prefix: groupPrefix("opportunity") },
    });
  if (ownerId !== undefined)
    return readPage({
      ...narrow,
      waves: [
        states.map((state) => ({ index: "byOwner", key: partitionOf.owner(ownerId, "opportunity", state) })),
      ],
    });
  // Lists are kept apart by status.
  const passes = filterOf({ ...wanted, status: undefined }, fitting);
  return listRecords(opportunities, { ...request, facets: states, passes }, context);
}

function fits(record: Opportunity, wanted: OpportunityQuery, now: Date): boolean {
  const { number, status, stage, ownerId, customerId, campaignId, minAmount, maxAmount } = wanted;
  const { closeMonth, stalledDays } = wanted;
  return (
    (number === undefined || record.number === number) &&
    (status === undefined || record.status === status) &&
    (stage === undefined || record.stage === stage) &&
    (ownerId === undefined || record.ownerId === ownerId) &&
    (customerId === undefined || record.customerId === customerId) &&
    (campaignId === undefined || record.campaignId === campaignId) &&
    (minAmount === undefined || record.amount.amount >= minAmount) &&
    (maxAmount === undefined || record.amount.amount <= maxAmount) &&
    (closeMonth === undefined || record.expectedCloseOn?.startsWith(closeMonth) === true) &&
    (stalledDays === undefined || quietSince(record) < now.getTime() - stalledDays * DAY)
  );
}

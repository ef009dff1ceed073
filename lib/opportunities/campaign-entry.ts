import { restate, type Standing } from "../aggregates/standing.ts";
import { campaignLedger } from "../campaigns/ledgers.ts";
import { unknownReference } from "../resource/reference.ts";
import { require, type Write } from "../table/write.ts";
import type { Opportunity } from "./opportunity.ts";

/** What an opportunity adds to the results of the campaign that it came of (DOMAIN §10). */
export function inCampaign(record: Opportunity): Standing[] {
  const { campaignId, status, amount, startedOn, deletedAt } = record;
  if (campaignId === undefined || deletedAt !== undefined) return [];
  const isWon = status === "won" || status === "closed";
  return [
    {
      ledger: campaignLedger,
      dimensions: { month: startedOn.slice(0, 7), campaign: campaignId },
      measures: {
        opportunities: 1,
        won: isWon ? 1 : 0,
        lost: status === "lost" ? 1 : 0,
        open: status === "executing" ? amount.amount : 0,
        revenue: isWon ? amount.amount : 0,
      },
    },
  ];
}

/**
 * What a change of an opportunity writes to the results of campaigns: their entries always equal the opportunities. A
 * campaign that is newly named has to be there.
 */
export function campaignWrites(was: Opportunity | undefined, is: Opportunity): Write[] {
  const { campaignId } = is;
  const details = { opportunityId: is.id, customerId: is.customerId };
  const entries = restate(was === undefined ? [] : inCampaign(was), inCampaign(is), is, details);
  if (campaignId === undefined || campaignId === was?.campaignId) return entries;
  const gone = () => unknownReference("campaign", campaignId, "/campaignId");
  return [...entries, require(campaignId, "campaign", gone)];
}

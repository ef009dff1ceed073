import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { keepSchedules, type WakeUp } from "../schedules/keep.ts";
import { find } from "../table/read.ts";
import { type Campaign, campaigns } from "./campaign.ts";

const KINDS = ["start", "round"] as const;

/** The function that schedules of campaigns run. */
export const CAMPAIGN_DUE = "campaign-due";

/** What a schedule tells it: which campaign; what is due the campaign itself tells. */
export const campaignSignal = z.strictObject({ campaignId: idOf("campaign"), kind: z.enum(KINDS) });
type CampaignSignal = z.infer<typeof campaignSignal>;

function nextWakeUp({
  id,
  status,
  startAt,
  stepAt,
  deletedAt,
}: Campaign): WakeUp<CampaignSignal> | undefined {
  const wake = (kind: CampaignSignal["kind"], at: string): WakeUp<CampaignSignal> => ({
    at: new Date(at),
    signal: { campaignId: id, kind },
  });
  if (deletedAt !== undefined) return undefined;
  if (status === "scheduled" && startAt !== undefined) return wake("start", startAt);
  return status === "sending" && stepAt !== undefined ? wake("round", stepAt) : undefined;
}

/** Brings a campaign's schedules in line with the campaign as it stands now. */
export async function keepCampaignSchedules(campaignId: string, now: Date): Promise<void> {
  await keepSchedules(
    campaignId,
    KINDS,
    CAMPAIGN_DUE,
    async () => {
      const record = await find(campaigns, campaignId);
      return record && { version: record.version, next: nextWakeUp(record) };
    },
    now,
  );
}

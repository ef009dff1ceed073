import {
  campaignAdvanced,
  campaignCancelled,
  campaignDone,
  campaignMailOpened,
  campaignPaused,
  campaignResumed,
  campaignScheduled,
  campaignStarted,
  campaignUnscheduled,
} from "../../events/campaign.ts";
import { type Occurrence, occurrence } from "../../events/event.ts";
import { defineNoun } from "../projections/define.ts";
import type { TimelineLine } from "../projections/noun.ts";
import { type Campaign, campaigns } from "./campaign.ts";
import { type CampaignMail, campaignMails } from "./campaign-mail.ts";

export const campaignNoun = defineNoun(campaigns, { announce });

function announce(was: Campaign | undefined, { id: campaignId, status, version }: Campaign): Occurrence[] {
  const from = was?.status;
  if (from === status)
    // Every round is a version of its own, and what is changed meanwhile wakes it again: both bring the schedule in line.
    return status === "sending" && was?.version !== version
      ? [occurrence(campaignAdvanced, { campaignId })]
      : [];
  switch (status) {
    case "draft":
      return from === undefined ? [] : [occurrence(campaignUnscheduled, { campaignId })];
    case "scheduled":
      return [occurrence(campaignScheduled, { campaignId })];
    case "sending":
      return [occurrence(from === "paused" ? campaignResumed : campaignStarted, { campaignId })];
    case "paused":
      return [occurrence(campaignPaused, { campaignId })];
    case "done":
      return [occurrence(campaignDone, { campaignId })];
    case "cancelled":
      return [occurrence(campaignCancelled, { campaignId })];
    default:
      return status satisfies never;
  }
}

export const campaignMailNoun = defineNoun(campaignMails, {
  announce: (was, { id: campaignMailId, campaignId, customerId, clicks }) =>
    clicks > 0 && (was?.clicks ?? 0) === 0
      ? [occurrence(campaignMailOpened, { campaignMailId, campaignId, customerId })]
      : [],
  timeline: mailTimeline,
});

function mailTimeline(was: CampaignMail | undefined, is: CampaignMail): TimelineLine[] {
  const { customerId, campaignId, campaignName, status, why, clicks } = is;
  const line = (kind: string, title: string) => ({
    customerId,
    kind: `campaign-mail.${kind}`,
    title: `${campaignName}: ${title}`,
    data: { campaignId, ...(why !== undefined && { why }) },
  });
  return [
    ...(was?.status === status
      ? []
      : status === "held"
        ? [line("held", "was not written to")]
        : status === "sent" || status === "bounced" || status === "complained"
          ? [line(status, `the mail ${status === "sent" ? "was sent" : status}`)]
          : []),
    ...(clicks > 0 && (was?.clicks ?? 0) === 0 ? [line("opened", "followed the link")] : []),
  ];
}

import { refusing } from "../resource/refusing.ts";

/** How far a campaign is (DOMAIN §11). */
export const CAMPAIGN_STATUSES = ["draft", "scheduled", "sending", "paused", "done", "cancelled"] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** What can be done with a campaign. */
export const VERBS = ["change", "schedule", "unschedule", "pause", "resume", "cancel", "delete"] as const;
export type CampaignVerb = (typeof VERBS)[number];

/** Sentences that callers read: why a verb is refused in a state. */
export const STATUS_RULES = {
  changed: "only a draft is changed; of others the name, the description, the rate and the cost",
  scheduled: "the campaign is scheduled already",
  underWay: "the campaign is under way already",
  over: "the campaign is over",
  notScheduled: "only a scheduled campaign becomes a draft again",
  notSending: "only a campaign that is being sent is paused",
  notPaused: "only a paused campaign is resumed",
  deleted: "only a draft is deleted; cancel it instead",
} as const;

const { scheduled, underWay, over, notScheduled, notSending, notPaused, deleted } = STATUS_RULES;

/** Requires that a verb may be used in a state: it is refused where a sentence stands. @throws Problem conflict */
export const allowed = refusing<CampaignVerb, CampaignStatus>({
  // What may be changed when is told field by field.
  change: {},
  schedule: { scheduled, sending: underWay, paused: underWay, done: over, cancelled: over },
  unschedule: {
    draft: notScheduled,
    sending: notScheduled,
    paused: notScheduled,
    done: notScheduled,
    cancelled: notScheduled,
  },
  pause: {
    draft: notSending,
    scheduled: notSending,
    paused: notSending,
    done: notSending,
    cancelled: notSending,
  },
  resume: {
    draft: notPaused,
    scheduled: notPaused,
    sending: notPaused,
    done: notPaused,
    cancelled: notPaused,
  },
  cancel: { done: over, cancelled: over },
  delete: { scheduled: deleted, sending: deleted, paused: deleted, done: deleted, cancelled: deleted },
});

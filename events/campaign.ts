import * as z from "zod";
import { defineEvent } from "./event.ts";

const campaignId = z.string();
const example = { campaignId: "cmg_01JCXW3V7Q8F2M4N6P8R0T2V4X" };

const event = <const N extends string>(name: N) =>
  defineEvent({ name, version: 1, detail: z.object({ campaignId }), example });

export const campaignScheduled = event("campaign.scheduled");
/** It is a draft again. */
export const campaignUnscheduled = event("campaign.unscheduled");
export const campaignStarted = event("campaign.started");
/** A round of mails is queued; the next one is due a minute after it. */
export const campaignAdvanced = event("campaign.advanced");
export const campaignPaused = event("campaign.paused");
export const campaignResumed = event("campaign.resumed");
/** Everybody in its audience was written to, or held back. */
export const campaignDone = event("campaign.done");
export const campaignCancelled = event("campaign.cancelled");

/** Everything that changes when a campaign is to be woken next. */
export const campaignEvents = [
  campaignScheduled,
  campaignUnscheduled,
  campaignStarted,
  campaignAdvanced,
  campaignPaused,
  campaignResumed,
  campaignDone,
  campaignCancelled,
];

/** A customer followed the link of a campaign's mail for the first time. */
export const campaignMailOpened = defineEvent({
  name: "campaign-mail.opened",
  version: 1,
  detail: z.object({ campaignMailId: z.string(), campaignId, customerId: z.string() }),
  example: {
    ...example,
    campaignMailId: "cml_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  },
});

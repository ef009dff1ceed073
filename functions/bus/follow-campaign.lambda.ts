import { campaignEvents } from "../../events/campaign.ts";
import { mailAdvanced } from "../../events/mail.ts";
import { reaction } from "../../lib/bus/react.ts";
import { followCampaignMail } from "../../lib/campaigns/follow-mail.ts";
import { keepCampaignSchedules } from "../../lib/campaigns/reminders.ts";
import { now } from "../../lib/time/clock.ts";

const changes = [...campaignEvents, mailAdvanced];

export const handler = reaction<(typeof changes)[number]["detail"]>(changes, async (detail) => {
  if ("campaignId" in detail) await keepCampaignSchedules(detail.campaignId, now());
  else if (detail.about?.startsWith("cml_") === true)
    await followCampaignMail(detail.about, detail.to, now());
});

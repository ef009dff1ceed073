import { campaignSignal } from "../../lib/campaigns/reminders.ts";
import { sendRound } from "../../lib/campaigns/send.ts";
import { woken } from "../../lib/schedules/woken.ts";
import { commit } from "../../lib/table/commit.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = woken(campaignSignal, async ({ campaignId }) =>
  commit(await sendRound(campaignId, now())),
);

import { campaignSignal } from "../../lib/campaigns/reminders.ts";
import { sendRound } from "../../lib/campaigns/send.ts";
import { commit } from "../../lib/table/commit.ts";
import { now } from "../../lib/time/clock.ts";

export async function handler(event: unknown): Promise<void> {
  await commit(await sendRound(campaignSignal.parse(event).campaignId, now()));
}

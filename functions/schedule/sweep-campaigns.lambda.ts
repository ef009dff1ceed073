import { sweepCampaigns } from "../../lib/campaigns/sweep.ts";
import { recurring } from "../../lib/schedules/woken.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = recurring(async () => {
  const failed = await sweepCampaigns(now);
  // Its alarm tells somebody.
  if (failed > 0) throw new Error(`${failed} campaigns could not go on`);
});

import { sweepCampaigns } from "../../lib/campaigns/sweep.ts";
import { now } from "../../lib/time/clock.ts";

export async function handler(): Promise<void> {
  const failed = await sweepCampaigns(now);
  // Its alarm tells somebody.
  if (failed > 0) throw new Error(`${failed} campaigns could not go on`);
}

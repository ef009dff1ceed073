import { years } from "../access/reach.ts";
import { logger } from "../log/logger.ts";
import { commit } from "../table/commit.ts";
import { partitionOf } from "../table/entity.ts";
import { query } from "../table/query.ts";
import { campaigns } from "./campaign.ts";
import { isDue, ROUND, sendRound } from "./send.ts";

/** How late a round is when its schedule was lost, in milliseconds. */
const LATE = 3 * ROUND;

/**
 * Goes on with campaigns whose schedule was lost, or whose round failed too often. Two calls a year that there may be
 * campaigns of, and the rounds themselves.
 * @returns how many rounds failed
 */
export async function sweepCampaigns(now: () => Date): Promise<number> {
  const late = new Date(now().getTime() - LATE);
  const lists = years(now()).flatMap((year) =>
    (["scheduled", "sending"] as const).map((status) => partitionOf.all(campaigns.type, year, status)),
  );
  const found = await Promise.all(lists.map((key) => query({ index: "byAll", key }, { order: "ascending" })));
  let failed = 0;
  for (const campaign of found.flat().map((item) => campaigns.schema.parse(item))) {
    if (!isDue(campaign, late)) continue;
    try {
      await commit(await sendRound(campaign.id, now()));
    } catch (error) {
      // One campaign's trouble is not the others'.
      failed += 1;
      logger.error("a campaign could not go on", { campaignId: campaign.id, error: String(error) });
    }
  }
  return failed;
}

import { logger } from "../log/logger.ts";
import { commit } from "../table/commit.ts";
import { query } from "../table/query.ts";
import { campaigns, DUE_CAMPAIGNS } from "./campaign.ts";
import { ROUND, sendRound } from "./send.ts";

/** How late a round is when its schedule was lost, in milliseconds. */
const LATE = 3 * ROUND;

/**
 * Goes on with campaigns whose schedule was lost, or whose round failed too often. One call, and the rounds themselves.
 * @returns how many rounds failed
 */
export async function sweepCampaigns(now: () => Date): Promise<number> {
  const late = new Date(now().getTime() - LATE).toISOString();
  const items = await query(
    { index: "byDue", key: DUE_CAMPAIGNS },
    { range: { between: ["0", `${late}~`] }, order: "ascending" },
  );
  let failed = 0;
  for (const { id } of items.map((item) => campaigns.schema.parse(item))) {
    try {
      await commit(await sendRound(id, now()));
    } catch (error) {
      // One campaign's trouble is not the others'.
      failed += 1;
      logger.error("a campaign could not go on", { campaignId: id, error: String(error) });
    }
  }
  return failed;
}

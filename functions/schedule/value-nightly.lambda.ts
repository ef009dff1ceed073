import { startNightlyRun } from "../../lib/customer-value/start.ts";
import { commit } from "../../lib/table/commit.ts";
import { now } from "../../lib/time/clock.ts";

export async function handler(): Promise<void> {
  await commit(await startNightlyRun(now()));
}

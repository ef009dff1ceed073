import { startNightlyRun } from "../../lib/customer-value/start.ts";
import { recurring } from "../../lib/schedules/woken.ts";
import { commit } from "../../lib/table/commit.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = recurring(async () => {
  await commit(await startNightlyRun(now()));
});

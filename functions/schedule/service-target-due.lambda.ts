import { watchTarget } from "../../lib/service-requests/remind.ts";
import { targetSignal } from "../../lib/service-requests/reminders.ts";
import { commit } from "../../lib/table/commit.ts";
import { now } from "../../lib/time/clock.ts";

export async function handler(event: unknown): Promise<void> {
  await commit(await watchTarget(targetSignal.parse(event), now()));
}

import { remindOfFollowUp } from "../../lib/follow-ups/remind.ts";
import { followUpSignal } from "../../lib/follow-ups/reminders.ts";
import { commit } from "../../lib/table/commit.ts";
import { now } from "../../lib/time/clock.ts";

export async function handler(event: unknown): Promise<void> {
  await commit(await remindOfFollowUp(followUpSignal.parse(event), now()));
}

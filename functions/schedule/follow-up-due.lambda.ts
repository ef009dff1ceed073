import { remindOfFollowUp } from "../../lib/follow-ups/remind.ts";
import { followUpSignal } from "../../lib/follow-ups/reminders.ts";
import { woken } from "../../lib/schedules/woken.ts";
import { commit } from "../../lib/table/commit.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = woken(followUpSignal, async (signal) => commit(await remindOfFollowUp(signal, now())));

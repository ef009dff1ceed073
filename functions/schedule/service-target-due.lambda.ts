import { woken } from "../../lib/schedules/woken.ts";
import { watchTarget } from "../../lib/service-requests/remind.ts";
import { targetSignal } from "../../lib/service-requests/reminders.ts";
import { commit } from "../../lib/table/commit.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = woken(targetSignal, async (signal) => commit(await watchTarget(signal, now())));

import { woken } from "../../lib/schedules/woken.ts";
import { closeUnanswered, closingSignal } from "../../lib/service-requests/closing.ts";
import { commit } from "../../lib/table/commit.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = woken(closingSignal, async (signal) => commit(await closeUnanswered(signal, now())));

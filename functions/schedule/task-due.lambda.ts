import { woken } from "../../lib/schedules/woken.ts";
import { commit } from "../../lib/table/commit.ts";
import { remindOfTask } from "../../lib/tasks/remind.ts";
import { taskSignal } from "../../lib/tasks/reminders.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = woken(taskSignal, async (signal) => commit(await remindOfTask(signal, now())));

import { commit } from "../../lib/table/commit.ts";
import { remindOfTask } from "../../lib/tasks/remind.ts";
import { taskSignal } from "../../lib/tasks/reminders.ts";
import { now } from "../../lib/time/clock.ts";

export async function handler(event: unknown): Promise<void> {
  await commit(await remindOfTask(taskSignal.parse(event), now()));
}

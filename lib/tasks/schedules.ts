import { keepSchedules } from "../schedules/keep.ts";
import { setting } from "../settings/setting.ts";
import { find } from "../table/read.ts";
import { nextReminder, TASK_DUE, TASK_REMINDERS, taskReminders } from "./reminders.ts";
import { tasks } from "./task.ts";

/** Brings a task's schedules in line with the task as it stands now. */
export async function keepTaskSchedules(taskId: string, now: Date): Promise<void> {
  await keepSchedules(
    taskId,
    TASK_REMINDERS,
    TASK_DUE,
    async () => {
      const [record, hours] = await Promise.all([find(tasks, taskId), setting(taskReminders)]);
      return record && { version: record.version, next: nextReminder(record, hours) };
    },
    now,
  );
}

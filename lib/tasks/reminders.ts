import * as z from "zod";
import { idOf } from "../ids/id.ts";
import type { WakeUp } from "../schedules/keep.ts";
import { hoursAfter, type OverdueHours, overdueHours, usualOverdueHours } from "../schedules/overdue.ts";
import { defineSetting } from "../settings/setting.ts";
import { instant } from "../time/calendar.ts";
import type { Task } from "./task.ts";

export const TASK_REMINDERS = ["reminder", "overdue-handler", "overdue-manager"] as const;

/** The function that schedules of tasks run. */
export const TASK_DUE = "task-due";

/** What a schedule tells it: which task, and the instant for which it was made. */
export const taskSignal = z.strictObject({
  taskId: idOf("task"),
  /** When the task was to be remembered or due; at another time this signal is out of date. */
  for: instant,
  kind: z.enum(TASK_REMINDERS),
});
export type TaskSignal = z.infer<typeof taskSignal>;

/** When overdue tasks are reported. */
export const taskReminders = defineSetting({
  name: "tasks",
  schema: overdueHours,
  default: usualOverdueHours,
});

/**
 * The next thing an open task is to be woken for: its reminder, then the warnings that it is overdue. A manager is not
 * told of somebody's own tasks; the task of a follow-up is woken with its follow-up.
 */
export function nextReminder(
  record: Task,
  { overdueAfterHours, managerAfterHours }: OverdueHours,
): WakeUp<TaskSignal> | undefined {
  const { id, status, origin, dueAt, remindAt, deletedAt } = record;
  if (status !== "open" || origin === "follow-up" || deletedAt !== undefined) return undefined;
  const wake = (kind: TaskSignal["kind"], instantOf: string, at: Date): WakeUp<TaskSignal> => ({
    at,
    signal: { taskId: id, for: instantOf, kind },
  });
  const first = remindAt ?? dueAt;
  if (first !== undefined && record.remindedAt === undefined) return wake("reminder", first, new Date(first));
  if (dueAt === undefined) return undefined;
  if (record.handlerWarnedAt === undefined)
    return wake("overdue-handler", dueAt, hoursAfter(dueAt, overdueAfterHours));
  if (origin === "own" || record.managerWarnedAt !== undefined) return undefined;
  return wake("overdue-manager", dueAt, hoursAfter(dueAt, managerAfterHours));
}

/** Whether a signal still is what its task is to be woken for. */
export function stillWanted(record: Task, signal: TaskSignal): boolean {
  // The hours say when, not what for.
  const next = nextReminder(record, usualOverdueHours);
  return next?.signal.kind === signal.kind && next.signal.for === signal.for;
}

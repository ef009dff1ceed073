import * as z from "zod";
import { idOf } from "../ids/id.ts";
import type { WakeUp } from "../schedules/keep.ts";
import { hoursAfter, type OverdueHours, overdueHours, usualOverdueHours } from "../schedules/overdue.ts";
import { defineSetting } from "../settings/setting.ts";
import { instant } from "../time/calendar.ts";
import type { FollowUp } from "./follow-up.ts";

export const FOLLOW_UP_REMINDERS = ["due", "overdue-handler", "overdue-manager"] as const;

/** The function that schedules of follow-ups run. */
export const FOLLOW_UP_DUE = "follow-up-due";

/** What a schedule tells it: which follow-up, and the instant it was planned for then; at another it is out of date. */
export const followUpSignal = z.strictObject({
  followUpId: idOf("follow-up"),
  plannedAt: instant,
  kind: z.enum(FOLLOW_UP_REMINDERS),
});
export type FollowUpSignal = z.infer<typeof followUpSignal>;

/** When overdue follow-ups are reported. */
export const followUpReminders = defineSetting({
  name: "follow-ups",
  schema: overdueHours,
  default: usualOverdueHours,
});

/** The next thing a planned follow-up is to be woken for: that it is due, then the warnings that it is overdue. */
export function nextReminder(
  { id, status, plannedAt, deletedAt, remindedAt, handlerWarnedAt, managerWarnedAt }: FollowUp,
  { overdueAfterHours, managerAfterHours }: OverdueHours,
): WakeUp<FollowUpSignal> | undefined {
  if (status !== "planned" || deletedAt !== undefined) return undefined;
  const wake = (kind: FollowUpSignal["kind"], at: Date): WakeUp<FollowUpSignal> => ({
    at,
    signal: { followUpId: id, plannedAt, kind },
  });
  if (remindedAt === undefined) return wake("due", new Date(plannedAt));
  if (handlerWarnedAt === undefined) return wake("overdue-handler", hoursAfter(plannedAt, overdueAfterHours));
  if (managerWarnedAt === undefined) return wake("overdue-manager", hoursAfter(plannedAt, managerAfterHours));
  return undefined;
}

/** Whether a signal still is what its follow-up is to be woken for. */
export function stillWanted(record: FollowUp, { plannedAt, kind }: FollowUpSignal): boolean {
  // The hours say when, not what for.
  return nextReminder(record, usualOverdueHours)?.signal.kind === kind && record.plannedAt === plannedAt;
}

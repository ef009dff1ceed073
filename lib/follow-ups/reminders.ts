import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { keepSchedules, type WakeUp } from "../schedules/keep.ts";
import { hoursAfter, type OverdueHours, overdueHours, usualOverdueHours } from "../schedules/overdue.ts";
import { defineSetting, setting } from "../settings/setting.ts";
import { query } from "../table/query.ts";
import { find } from "../table/read.ts";
import { instant } from "../time/calendar.ts";
import { type FollowUp, followUps, followUpsOf } from "./follow-up.ts";

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

/** Brings a follow-up's schedules in line with the follow-up as it stands now. */
export async function keepFollowUpSchedules(followUpId: string, now: Date): Promise<void> {
  await keepSchedules(
    followUpId,
    FOLLOW_UP_REMINDERS,
    FOLLOW_UP_DUE,
    async () => {
      const [record, hours] = await Promise.all([find(followUps, followUpId), setting(followUpReminders)]);
      return record && { version: record.version, next: nextReminder(record, hours) };
    },
    now,
  );
}

/** Brings the schedules of an opportunity's planned follow-ups in line: those that came due while it was lost are due now. */
export async function keepSchedulesOfOpportunity(opportunityId: string, now: Date): Promise<void> {
  const items = await query({ index: "byName", key: followUpsOf(opportunityId) }, { order: "ascending" });
  for (const { id, status } of items.map((item) => followUps.schema.parse(item)))
    if (status === "planned") await keepFollowUpSchedules(id, now);
}

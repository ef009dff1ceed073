import { keepSchedules } from "../schedules/keep.ts";
import { setting } from "../settings/setting.ts";
import { query } from "../table/query.ts";
import { find } from "../table/read.ts";
import { followUps, followUpsOf } from "./follow-up.ts";
import { FOLLOW_UP_DUE, FOLLOW_UP_REMINDERS, followUpReminders, nextReminder } from "./reminders.ts";

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

import * as z from "zod";
import { readerCopies } from "../access/readers.ts";
import { inCustomerView } from "../customers/view.ts";
import { idOf } from "../ids/id.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { text } from "../text/text.ts";
import { instant } from "../time/calendar.ts";

export const ACTIVITY_KINDS = ["call", "mail", "visit", "meeting", "care"] as const;

/** What a caller says of an activity (DOMAIN §6). */
export const activityInput = z.strictObject({
  kind: z.enum(ACTIVITY_KINDS),
  /** Now unless told. */
  happenedAt: instant.optional(),
  /** Who did it, of a visit the visitor; the caller unless told. */
  performerId: idOf("user").optional(),
  /** Not needed with an opportunity, which names its customer. */
  customerId: idOf("customer").optional(),
  opportunityId: idOf("opportunity").optional(),
  content: text(10_000),
  /** Names of those who came along. */
  accompanying: z.array(text(100)).max(20).optional(),
  /** What is planned next. */
  plan: text(2000).optional(),
});
export type ActivityInput = z.infer<typeof activityInput>;

/** Something that happened with a customer (活动). */
export const activity = z
  .object({
    ...recordFields,
    ...activityInput.shape,
    happenedAt: instant,
    performerId: idOf("user"),
    departmentId: idOf("department").optional(),
    customerId: idOf("customer"),
    /** Names as they were when it was recorded. */
    customerName: z.string(),
    customerOwnerId: idOf("user").optional(),
    opportunityName: z.string().optional(),
  })
  .meta({ id: "Activity" });
export type Activity = z.infer<typeof activity>;

/** What callers are shown. */
export const activityAnswer = activity.omit({ claims: true, deletedAt: true }).meta({ id: "ActivityAnswer" });

export const activities = defineEntity({
  type: "activity",
  schema: activity,
  owner: ({ performerId, departmentId }) => ({ ownerId: performerId, departmentId }),
  indexes: ({ id, customerId, opportunityId, happenedAt }) => ({
    ...inCustomerView(customerId, "activity", `${happenedAt}#${id}`),
    ...(opportunityId !== undefined && {
      namePk: activitiesOf(opportunityId),
      nameSk: `${happenedAt}#${id}`,
    }),
  }),
  copies: (record) => readerCopies("activity", { ...record, ownerId: record.performerId }),
});

/** Partition of what happened about an opportunity, in the order in which it happened. */
export function activitiesOf(opportunityId: string): string {
  return `activities#${opportunityId}`;
}

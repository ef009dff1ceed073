import * as z from "zod";
import { readerCopies } from "../access/readers.ts";
import { inCustomerView } from "../customers/view.ts";
import { idOf, NONE } from "../ids/id.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { text } from "../text/text.ts";
import { instant } from "../time/calendar.ts";

/** How a customer is followed up (DOMAIN §4): 电话, 邮件, 拜访, 客户关怀, 方案评审. */
export const METHODS = ["phone", "email", "visit", "care", "proposal-review"] as const;
export type Method = (typeof METHODS)[number];

export const FOLLOW_UP_STATUSES = ["planned", "completed", "cancelled"] as const;
export type FollowUpStatus = (typeof FOLLOW_UP_STATUSES)[number];

/** What a caller says of a follow-up to plan. */
export const followUpInput = z.strictObject({
  method: z.enum(METHODS),
  /** When it is to happen: its task appears and its mail goes out then. */
  plannedAt: instant,
  content: text(2000),
  /** Whom to talk to: one of the customer's contacts, or a name; the opportunity's decision maker unless told. */
  contactId: idOf("contact").optional(),
  contactName: text(200).optional(),
  /** Who is to do it; the opportunity's owner unless told. */
  handlerId: idOf("user").optional(),
});
export type FollowUpInput = z.infer<typeof followUpInput>;

/** A planned contact with a customer about an opportunity (跟进, DOMAIN §4). */
export const followUp = z
  .object({
    ...recordFields,
    ...followUpInput.shape,
    opportunityId: idOf("opportunity"),
    /** Of the opportunity and the customer, as they were when it was planned. */
    opportunityNumber: z.string(),
    opportunityName: z.string(),
    customerId: idOf("customer"),
    customerName: z.string(),
    customerOwnerId: idOf("user").optional(),
    /** The opportunity's owner and collaborators, who read it. */
    collaboratorIds: z.array(idOf("user")),
    handlerId: idOf("user"),
    departmentId: idOf("department").optional(),
    status: z.enum(FOLLOW_UP_STATUSES),
    /** When it came due, and the task that appeared then; gone again when it is moved or reassigned. */
    remindedAt: instant.optional(),
    taskId: idOf("task").optional(),
    /** When the handler was warned that it is overdue, and when the manager, with the manager's task. */
    handlerWarnedAt: instant.optional(),
    managerWarnedAt: instant.optional(),
    managerId: idOf("user").optional(),
    managerTaskId: idOf("task").optional(),
    completedAt: instant.optional(),
    outcome: z.string().optional(),
    /** 1 hostile … 5 champion, as it was found. */
    attitude: z.int().optional(),
    /** The stage the opportunity was moved to. */
    stage: z.string().optional(),
    /** The follow-up planned next, or why there is none. */
    nextId: idOf("follow-up").optional(),
    noNextReason: z.string().optional(),
    cancelledAt: instant.optional(),
    cancelReason: z.string().optional(),
  })
  .meta({ id: "FollowUp" });
export type FollowUp = z.infer<typeof followUp>;

/** What callers are shown. */
export const followUpAnswer = followUp
  .omit({ claims: true, deletedAt: true, collaboratorIds: true })
  .meta({ id: "FollowUpAnswer" });

/** Planned ones stand first in the customer's view. */
const RANK = { planned: "9", completed: "5", cancelled: "3" } as const satisfies Record<
  FollowUpStatus,
  string
>;

export const followUps = defineEntity({
  type: "follow-up",
  schema: followUp,
  facet: { of: ({ status }) => status, values: FOLLOW_UP_STATUSES },
  owner: ({ handlerId, departmentId }) => ({ ownerId: handlerId, departmentId }),
  indexes: ({ id, opportunityId, customerId, handlerId, status, plannedAt }) => ({
    ...inCustomerView(customerId, "follow-up", `${RANK[status]}#${plannedAt}#${id}`),
    namePk: followUpsOf(opportunityId),
    nameSk: `${plannedAt}#${id}`,
    duePk: dueList.handler(handlerId, status),
    dueSk: `${plannedAt}#${id}`,
  }),
  copies: (record) => [
    ...readerCopies("follow-up", { ...record, ownerId: record.handlerId }, record.status),
    {
      name: "department",
      keys: {
        duePk: dueList.department(record.departmentId, record.status),
        dueSk: `${record.plannedAt}#${record.id}`,
      },
    },
  ],
});

/** Partition of an opportunity's follow-ups, in the order in which they are planned. */
export function followUpsOf(opportunityId: string): string {
  return `follow-ups#${opportunityId}`;
}

/** Partitions of a handler's or a department's follow-ups, in the order in which they are planned. */
export const dueList = {
  handler: (userId: string, status: FollowUpStatus) => `follow-ups#handler#${userId}#${status}`,
  department: (departmentId: string | undefined, status: FollowUpStatus) =>
    `follow-ups#department#${departmentId ?? NONE}#${status}`,
} as const;

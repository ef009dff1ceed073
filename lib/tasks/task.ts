import * as z from "zod";
import { inCustomerView } from "../customers/view.ts";
import { idOf } from "../ids/id.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { text } from "../text/text.ts";
import { instant } from "../time/calendar.ts";

export const PRIORITIES = ["low", "normal", "high", "urgent"] as const;
export const TASK_STATUSES = ["open", "done", "cancelled"] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** What a caller may set of a task (DOMAIN §6). */
export const taskInput = z.strictObject({
  title: text(200),
  content: text(5000).optional(),
  /** The caller unless told. */
  handlerId: idOf("user").optional(),
  priority: z.enum(PRIORITIES).default("normal"),
  dueAt: instant.optional(),
  /** When the handler is reminded by mail; when it is due unless told. */
  remindAt: instant.optional(),
  /** What it is about: an opportunity, a customer, or neither for a task of one's own. */
  opportunityId: idOf("opportunity").optional(),
  customerId: idOf("customer").optional(),
});
export type TaskInput = z.infer<typeof taskInput>;

/** Something a person has to do (待办, DOMAIN §6). */
export const task = z
  .object({
    ...recordFields,
    ...taskInput.shape,
    origin: z.enum(["own", "opportunity", "customer", "follow-up"]),
    handlerId: idOf("user"),
    departmentId: idOf("department").optional(),
    priority: z.enum(PRIORITIES),
    status: z.enum(TASK_STATUSES),
    /** Names as they were when the task was made. */
    opportunityName: z.string().optional(),
    customerName: z.string().optional(),
    customerOwnerId: idOf("user").optional(),
    followUpId: idOf("follow-up").optional(),
    completedAt: instant.optional(),
    /** What was done. */
    result: z.string().optional(),
    cancelledAt: instant.optional(),
    cancelReason: z.string().optional(),
    /** When the handler was reminded, then warned that it is overdue, and when the manager was. */
    remindedAt: instant.optional(),
    handlerWarnedAt: instant.optional(),
    managerWarnedAt: instant.optional(),
  })
  .meta({ id: "Task" });
export type Task = z.infer<typeof task>;

/** What callers are shown. */
export const taskAnswer = task.omit({ claims: true, deletedAt: true }).meta({ id: "TaskAnswer" });

/** Partition of a person's tasks of one status, in the order in which they are due. */
export function agendaOf(handlerId: string, status: TaskStatus): string {
  return `tasks#${handlerId}#${status}`;
}

/** Partition of an opportunity's tasks. */
export function tasksOf(opportunityId: string): string {
  return `tasks#${opportunityId}`;
}

/** Tasks without a due instant stand last. */
const UNDATED = "~";

/** Open ones stand first in the customer's view. */
const RANK = { open: "9", done: "5", cancelled: "3" } as const satisfies Record<TaskStatus, string>;

export const tasks = defineEntity({
  type: "task",
  schema: task,
  facet: { of: ({ status }) => status, values: TASK_STATUSES },
  owner: ({ handlerId, departmentId }) => ({ ownerId: handlerId, departmentId }),
  indexes: ({ id, handlerId, status, dueAt, customerId, opportunityId }) => ({
    ...(customerId !== undefined && inCustomerView(customerId, "task", `${RANK[status]}#${id}`)),
    ...(opportunityId !== undefined && { namePk: tasksOf(opportunityId), nameSk: id }),
    duePk: agendaOf(handlerId, status),
    dueSk: `${dueAt ?? UNDATED}#${id}`,
  }),
});

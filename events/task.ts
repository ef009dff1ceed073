import * as z from "zod";
import { defineEvent } from "./event.ts";

const taskId = z.string();
const instant = z.string();
const example = { taskId: "tsk_01JCXW3V7Q8F2M4N6P8R0T2V4X", handlerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X" };

/** Somebody has something to do. */
export const taskPlanned = defineEvent({
  name: "task.planned",
  version: 1,
  detail: z.object({
    taskId,
    handlerId: z.string(),
    dueAt: instant.optional(),
    remindAt: instant.optional(),
  }),
  example: { ...example, dueAt: "2026-11-30T02:00:00.000Z" },
});

/** A task is due, or its reminder comes, at another time. */
export const taskMoved = defineEvent({
  name: "task.moved",
  version: 1,
  detail: z.object({ taskId, dueAt: instant.optional(), remindAt: instant.optional() }),
  example: { taskId: example.taskId, dueAt: "2026-12-01T02:00:00.000Z" },
});

/** A task is somebody else's now. */
export const taskReassigned = defineEvent({
  name: "task.reassigned",
  version: 1,
  detail: z.object({ taskId, from: z.string(), to: z.string() }),
  example: {
    taskId: example.taskId,
    from: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    to: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4Y",
  },
});

/** Somebody was reminded of a task, or warned that it is overdue. */
export const taskReminded = defineEvent({
  name: "task.reminded",
  version: 1,
  detail: z.object({ taskId, kind: z.enum(["reminder", "overdue-handler", "overdue-manager"]) }),
  example: { taskId: example.taskId, kind: "reminder" },
});

/** A task was done or cancelled. */
export const taskEnded = defineEvent({
  name: "task.ended",
  version: 1,
  detail: z.object({ taskId, status: z.enum(["done", "cancelled"]) }),
  example: { taskId: example.taskId, status: "done" },
});

/** Everything that can happen to a task. */
export const taskEvents = [taskPlanned, taskMoved, taskReassigned, taskReminded, taskEnded] as const;

import { occurrence } from "../../events/event.ts";
import { taskEnded, taskMoved, taskPlanned, taskReassigned, taskReminded } from "../../events/task.ts";
import { defineNoun } from "../projections/define.ts";
import { type Task, tasks } from "./task.ts";

const MARKS = [
  ["reminder", "remindedAt"],
  ["overdue-handler", "handlerWarnedAt"],
  ["overdue-manager", "managerWarnedAt"],
] as const;

/** The task of a follow-up says nothing of its own: its follow-up does. */
export const taskNoun = defineNoun(tasks, {
  announce: (was, is) => (is.origin === "follow-up" ? [] : announced(was, is)),
});

function announced(was: Task | undefined, is: Task) {
  const { id: taskId, handlerId, dueAt, remindAt, status } = is;
  if (was === undefined) return [occurrence(taskPlanned, { taskId, handlerId, dueAt, remindAt })];
  return [
    ...(was.dueAt !== dueAt || was.remindAt !== remindAt
      ? [occurrence(taskMoved, { taskId, dueAt, remindAt })]
      : []),
    ...(was.handlerId !== handlerId
      ? [occurrence(taskReassigned, { taskId, from: was.handlerId, to: handlerId })]
      : []),
    ...MARKS.filter(([, mark]) => was[mark] === undefined && is[mark] !== undefined).map(([kind]) =>
      occurrence(taskReminded, { taskId, kind }),
    ),
    ...(status !== was.status && status !== "open" ? [occurrence(taskEnded, { taskId, status })] : []),
    ...(was.deletedAt === undefined && is.deletedAt !== undefined
      ? [occurrence(taskEnded, { taskId, status: "cancelled" })]
      : []),
  ];
}

import { assignable, assignee } from "../access/assignment.ts";
import { person } from "../access/directory.ts";
import { type Acting, type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { change, readToChange, remove } from "../resource/verbs.ts";
import { nextVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { checkDates, mustBeOpen } from "./rules.ts";
import { type Task, taskInput, tasks } from "./task.ts";

/** What can be changed of an open task; whose it is and what it is about have verbs of their own, or stay. */
export const changeable = taskInput.pick({
  title: true,
  content: true,
  priority: true,
  dueAt: true,
  remindAt: true,
});

/** Changes an open task. Two calls. Moved reminders fire at their new time only. */
export async function changeTask(id: string, patch: unknown, context: Context): Promise<Change<Task>> {
  const record = await readToChange(tasks, id, context);
  mustBeOpen(record);
  const { content, dueAt, remindAt, ...fields } = patched(changeable, record, patch);
  checkDates({ dueAt, remindAt }, record, context.now);
  const moved = dueAt !== record.dueAt;
  const again = moved || remindAt !== record.remindAt;
  return change(
    tasks,
    record,
    {
      ...fields,
      content,
      dueAt,
      remindAt,
      ...(again && { remindedAt: undefined }),
      ...(moved && { handlerWarnedAt: undefined, managerWarnedAt: undefined }),
    },
    context,
  );
}

/** Completes a task, with what was done. Two calls. */
export async function completeTask(
  id: string,
  { result }: { result?: string | undefined },
  context: Context,
): Promise<Change<Task>> {
  const record = await readToChange(tasks, id, context);
  mustBeOpen(record);
  return change(tasks, record, { status: "done", result, completedAt: context.now.toISOString() }, context);
}

/** Cancels a task. Two calls. */
export async function cancelTask(
  id: string,
  { reason }: { reason?: string | undefined },
  context: Context,
): Promise<Change<Task>> {
  const record = await readToChange(tasks, id, context);
  mustBeOpen(record);
  return change(tasks, record, cancelled(reason, context.now), context);
}

/** Deletes a task; one of a follow-up stays as long as that does. Two calls. */
export async function removeTask(id: string, context: Context): Promise<Change<undefined>> {
  const record = await readToChange(tasks, id, context, "delete");
  if (record.status === "open") mustBeOpen(record);
  return remove(tasks, record, context);
}

/**
 * Gives a task to somebody else. Two calls.
 * @throws Problem not-assignable naming what the person lacks
 */
export async function reassignTask(
  id: string,
  { handlerId }: { handlerId: string },
  context: Context,
): Promise<Change<Task>> {
  const record = await readToChange(tasks, id, context, "assign");
  mustBeOpen(record);
  const handler =
    handlerId === context.caller.userId
      ? assignable(await person(handlerId), "task", "/handlerId")
      : await assignee(handlerId, "task", context, "/handlerId");
  return change(
    tasks,
    record,
    // Whoever gets it now has not been reminded.
    { handlerId: handler.userId, departmentId: handler.departmentId, remindedAt: undefined },
    context,
  );
}

const cancelled = (reason: string | undefined, now: Date) =>
  ({ status: "cancelled", cancelReason: reason, cancelledAt: now.toISOString() }) as const;

/** An open task as it is once what it came from has ended or moved; `undefined` when it is open no more. */
export function ended(
  record: Task,
  how: { readonly done: string } | { readonly cancelled: string },
  context: Acting,
): Task | undefined {
  if (record.status !== "open") return undefined;
  const fields =
    "done" in how
      ? ({ status: "done", result: how.done, completedAt: context.now.toISOString() } as const)
      : cancelled(how.cancelled, context.now);
  return nextVersion(record, fields, stampOf(context));
}

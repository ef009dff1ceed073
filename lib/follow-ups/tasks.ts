import { SYSTEM } from "../access/caller.ts";
import type { Person } from "../access/directory.ts";
import type { Acting } from "../http/context.ts";
import { derivedId } from "../ids/derived.ts";
import type { Language } from "../mail/mail.ts";
import { firstVersion } from "../table/record.ts";
import { put, type Write } from "../table/write.ts";
import { ended } from "../tasks/change.ts";
import { type Task, tasks } from "../tasks/task.ts";
import type { FollowUp } from "./follow-up.ts";
import { WORDS } from "./words.ts";

type Handler = Pick<Person, "userId" | "departmentId" | "language">;

/** Id of the task that appears when a follow-up comes due: made twice it is the same. */
export function taskIdOf({ id, plannedAt, handlerId, version }: FollowUp): string {
  return derivedId("task", new Date(plannedAt), id, plannedAt, handlerId, String(version));
}

/** The handler's task, as it is when the follow-up comes due at `at`. */
export function reminderTask(record: FollowUp, id: string, handler: Handler, at: Date): Task {
  return { ...taskOf(record, id, handler, at), origin: "follow-up", dueAt: record.plannedAt };
}

/** The manager's task once a follow-up is overdue: to see to it. It is the manager's own to complete. */
export function escalationTask(record: FollowUp, id: string, manager: Handler, at: Date): Task {
  const words = WORDS[manager.language];
  return {
    ...taskOf(record, id, manager, at),
    origin: "opportunity",
    title: words.escalation(record.customerName).slice(0, 200),
    priority: "high",
  };
}

function taskOf(record: FollowUp, id: string, { userId, departmentId, language }: Handler, at: Date) {
  const { opportunityId, opportunityName, customerId, customerName, customerOwnerId } = record;
  return {
    ...firstVersion(id, { by: SYSTEM.userId, now: at }),
    title: titleOf(record, language),
    content: record.content,
    handlerId: userId,
    departmentId,
    priority: "normal",
    status: "open",
    opportunityId,
    opportunityName,
    customerId,
    customerName,
    customerOwnerId,
    followUpId: record.id,
  } as const;
}

/** What is to be done and for whom, in one line. */
export function titleOf({ method, customerName }: FollowUp, language: Language): string {
  const words = WORDS[language];
  return words.title(words.methods[method], customerName).slice(0, 200);
}

/**
 * The tasks of a follow-up that has ended or moved end with it, in the same transaction. They are not read before: what
 * was made is known, and a task that has been changed since is given by the refused write.
 */
export function endTasks(
  made: readonly Task[],
  how: { readonly done: string } | { readonly cancelled: string },
  context: Acting,
): Write[] {
  return made.flatMap((was) => {
    const is = ended(was, how, context);
    return is === undefined ? [] : put(tasks, is, was);
  });
}

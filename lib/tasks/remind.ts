import { SYSTEM } from "../access/caller.ts";
import { type Person, person } from "../access/directory.ts";
import { managerOf } from "../access/manager.ts";
import { stampOf } from "../http/context.ts";
import { linkTo } from "../mail/links.ts";
import { queueMail } from "../mail/queue.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { find } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put, unchanged, type Write } from "../table/write.ts";
import { stillWanted, type TaskSignal } from "./reminders.ts";
import { type Task, tasks } from "./task.ts";
import { taskMessage } from "./words.ts";

const MARKS = {
  reminder: "remindedAt",
  "overdue-handler": "handlerWarnedAt",
  "overdue-manager": "managerWarnedAt",
} as const;

/**
 * Reminds of a task, or warns that it is overdue, when the signal still is what the task is to be woken for: one mail
 * and a mark on the task, together. Repeating it changes nothing.
 */
export async function remindOfTask(signal: TaskSignal, now: Date): Promise<Change<undefined>> {
  const record = await find(tasks, signal.taskId);
  if (record === undefined || !stillWanted(record, signal)) return unchanged(undefined);
  const handler = await person(record.handlerId);
  const next = nextVersion(
    record,
    { [MARKS[signal.kind]]: now.toISOString() },
    stampOf({ caller: SYSTEM, now }),
  );
  return {
    writes: [...put(tasks, next, record), ...(await mailOf(record, signal, handler, now))],
    result: undefined,
    // Somebody changed the task at this moment: look again.
    retry: () => remindOfTask(signal, now),
  };
}

async function mailOf(
  record: Task,
  { kind }: TaskSignal,
  handler: Person | undefined,
  now: Date,
): Promise<Write[]> {
  if (handler === undefined) return [];
  const toManager = kind === "overdue-manager" || !handler.active;
  const recipient = toManager ? await managerOf(handler) : handler;
  if (recipient === undefined) return [];
  const [{ timeZone: zone }, url] = await Promise.all([setting(company), linkTo("tasks", record.id)]);
  const { language } = recipient;
  const message = taskMessage(record, kind, { handler: handler.name, language, zone, url });
  const occasion = `${record.id}@${record.version}`;
  return [
    queueMail({ rule: `task.${kind}`, recipient, occasion, at: new Date(record.createdAt), message }, now),
  ];
}

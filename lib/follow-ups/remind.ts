import { SYSTEM } from "../access/caller.ts";
import { type Person, person } from "../access/directory.ts";
import { managerOf } from "../access/manager.ts";
import { type Contact, contacts } from "../contacts/contact.ts";
import { stampOf } from "../http/context.ts";
import { derivedId } from "../ids/derived.ts";
import { linkTo } from "../mail/links.ts";
import { queueMail } from "../mail/queue.ts";
import { type Opportunity, opportunities } from "../opportunities/opportunity.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { find, findTogether } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put, unchanged, type Write } from "../table/write.ts";
import { type Task, tasks } from "../tasks/task.ts";
import { type FollowUp, followUps } from "./follow-up.ts";
import { type FollowUpSignal, stillWanted } from "./reminders.ts";
import { escalationTask, reminderTask, taskIdOf } from "./tasks.ts";
import { followUpMessage } from "./words.ts";

/**
 * Reminds of a follow-up that is due, or warns that it is overdue, if it still stands: task, mail and a mark on the
 * follow-up, together. Repeating it changes nothing.
 */
export async function remindOfFollowUp(signal: FollowUpSignal, now: Date): Promise<Change<undefined>> {
  const record = await find(followUps, signal.followUpId);
  if (record === undefined || !stillWanted(record, signal)) return unchanged(undefined);
  const found = await findTogether([
    [opportunities, record.opportunityId],
    ...(record.contactId === undefined ? [] : [[contacts, record.contactId] as const]),
  ]);
  if (!stands(record, found.one(opportunities, record.opportunityId))) return unchanged(undefined);
  const contact = record.contactId === undefined ? undefined : found.one(contacts, record.contactId);
  const whom = contact?.customerId === record.customerId ? contact : undefined;
  const handler = await person(record.handlerId);
  const manager = handler && (await managerOf(handler));
  const { fields, task, recipient } = reminderOf(record, signal.kind, { handler, manager }, now);
  const next = nextVersion(record, fields, stampOf({ caller: SYSTEM, now }));
  return {
    writes: [
      ...put(followUps, next, record),
      ...(task === undefined ? [] : put(tasks, task, undefined)),
      ...(await mailTo(recipient, record, signal.kind, handler, whom, now)),
    ],
    result: undefined,
    // Somebody changed the follow-up at this moment: look again.
    retry: () => remindOfFollowUp(signal, now),
  };
}

/** What was planned before an opportunity was lost is no longer to be done; a deleted or closed one has nothing left to do. */
function stands({ createdAt }: FollowUp, opportunity: Opportunity | undefined): boolean {
  if (opportunity === undefined) return false;
  const { status, lostAt } = opportunity;
  switch (status) {
    case "executing":
    case "won":
      return true;
    case "lost":
      return lostAt !== undefined && createdAt > lostAt;
    case "closed":
      return false;
    default:
      return status satisfies never;
  }
}

interface Reminder {
  readonly fields: Partial<FollowUp>;
  readonly task?: Task;
  readonly recipient: Person | undefined;
}

/** What a reminder marks on the follow-up, whose to-do it enters and whose mailbox. Who has left is told nothing. */
function reminderOf(
  record: FollowUp,
  kind: FollowUpSignal["kind"],
  { handler, manager }: { handler: Person | undefined; manager: Person | undefined },
  now: Date,
): Reminder {
  const at = now.toISOString();
  const recipient = handler?.active === true ? handler : manager;
  switch (kind) {
    case "due": {
      if (handler === undefined) return { fields: { remindedAt: at }, recipient };
      const taskId = taskIdOf(record);
      const task = reminderTask(record, taskId, handler, now);
      return { fields: { remindedAt: at, taskId }, task, recipient };
    }
    case "overdue-handler":
      return { fields: { handlerWarnedAt: at }, recipient };
    case "overdue-manager": {
      if (manager === undefined) return { fields: { managerWarnedAt: at }, recipient: manager };
      const managerTaskId = derivedId("task", now, record.id, "manager", String(record.version));
      const task = escalationTask(record, managerTaskId, manager, now);
      return {
        fields: { managerWarnedAt: at, managerId: manager.userId, managerTaskId },
        task,
        recipient: manager,
      };
    }
    default:
      return kind satisfies never;
  }
}

async function mailTo(
  recipient: Person | undefined,
  record: FollowUp,
  kind: FollowUpSignal["kind"],
  handler: Person | undefined,
  contact: Pick<Contact, "name" | "phone"> | undefined,
  now: Date,
): Promise<Write[]> {
  if (recipient === undefined || handler === undefined) return [];
  const [{ timeZone: zone }, url] = await Promise.all([setting(company), linkTo("follow-ups", record.id)]);
  const { language } = recipient;
  const message = followUpMessage(record, kind, {
    handler: handler.name,
    contact,
    language,
    zone,
    url,
  });
  const occasion = `${record.id}@${record.version}`;
  const at = new Date(record.plannedAt);
  return [queueMail({ rule: `follow-up.${kind}`, recipient, occasion, at, message }, now)];
}

import type { Person } from "../access/directory.ts";
import { type Context, stampOf } from "../http/context.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { type Task, tasks } from "./task.ts";

/** A task in another's hands: pure; a handover gives many with it, also those of follow-ups. */
export function givenTo(
  handler: Pick<Person, "userId" | "departmentId">,
  record: Task,
  context: Pick<Context, "caller" | "now">,
): Change<Task> {
  const { userId: handlerId, departmentId } = handler;
  const next = nextVersion(record, { handlerId, departmentId }, stampOf(context));
  return { writes: put(tasks, next, record), result: next };
}

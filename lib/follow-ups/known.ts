import { person } from "../access/directory.ts";
import { type Context, expectVersion } from "../http/context.ts";
import { type Opportunity, opportunities } from "../opportunities/opportunity.ts";
import { readToChange } from "../resource/verbs.ts";
import type { Change, Refusal } from "../table/write.ts";
import { type Task, tasks } from "../tasks/task.ts";
import { type FollowUp, followUps } from "./follow-up.ts";
import { escalationTask, reminderTask } from "./tasks.ts";

/** What a command on a follow-up knows of the records it changes. */
export interface Known {
  readonly record: FollowUp;
  /** The tasks it has made, as they were made unless they are known to stand otherwise. */
  readonly made: readonly Task[];
  /** When it was read, or stood in the way. */
  readonly opportunity?: Opportunity | undefined;
}

/** Decides on a follow-up from what is known; pure but for its context. */
export type Decide<T> = (known: Known) => Change<T>;

/** Reads a follow-up to change it. One call. */
export async function readKnown(
  id: string,
  context: Context,
  action: "update" | "assign" = "update",
): Promise<Known> {
  return knownOf(await readToChange(followUps, id, context, action));
}

/** What is known of a follow-up that was read. */
export async function knownOf(record: FollowUp): Promise<Known> {
  return { record, made: await madeBy(record) };
}

/**
 * Decides, and decides again with what stood in the way when a record was changed at that moment, e.g. when the
 * follow-up came due; a caller who named a version is refused instead.
 */
export function decideWith<T>(known: Known, decide: Decide<T>, context: Context): Change<T> {
  return {
    ...decide(known),
    retry: async (refusals) => {
      const more = await learned(known, refusals);
      if (more === undefined) return undefined;
      expectVersion(context, more.record);
      return decideWith(more, decide, context);
    },
  };
}

async function learned(known: Known, refusals: readonly Refusal[]): Promise<Known | undefined> {
  let { record, made, opportunity } = known;
  for (const { there } of refusals) {
    switch (there?.entity) {
      case "follow-up":
        record = followUps.schema.parse(there);
        made = await madeBy(record);
        break;
      case "opportunity":
        opportunity = opportunities.schema.parse(there);
        break;
      case "task": {
        const found = tasks.schema.parse(there);
        made = made.map((task) => (task.id === found.id ? found : task));
        break;
      }
      default:
        return undefined;
    }
  }
  return { record, made, opportunity };
}

/** The tasks that a follow-up has made, as they were made: they follow from it, so that they need not be read. */
async function madeBy(record: FollowUp): Promise<Task[]> {
  const { taskId, remindedAt, handlerId, managerTaskId, managerWarnedAt, managerId } = record;
  const [handler, manager] = await Promise.all([
    taskId === undefined ? undefined : person(handlerId),
    managerId === undefined ? undefined : person(managerId),
  ]);
  return [
    ...(taskId === undefined || remindedAt === undefined || handler === undefined
      ? []
      : [reminderTask(record, taskId, handler, new Date(remindedAt))]),
    ...(managerTaskId === undefined || managerWarnedAt === undefined || manager === undefined
      ? []
      : [escalationTask(record, managerTaskId, manager, new Date(managerWarnedAt))]),
  ];
}

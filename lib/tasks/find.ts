import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { findIn, type Place } from "../resource/find.ts";
import type { ListRequest } from "../resource/verbs.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { partitionOf } from "../table/entity.ts";
import { filterOf, type Page, readPage } from "../table/page.ts";
import { dateIn, dayIn } from "../time/zone.ts";
import { agendaOf, TASK_STATUSES, type Task, type TaskStatus, tasks, tasksOf } from "./task.ts";

type Paging = Pick<ListRequest<Task>, "limit" | "cursor" | "asked">;

interface TaskQuery {
  readonly status?: TaskStatus | undefined;
  readonly handlerId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly opportunityId?: string | undefined;
}

/**
 * The tasks that the caller may read and that fit, newest first; those of one customer open ones first. One call a page
 * and state.
 */
export function findTasks(wanted: TaskQuery, request: Paging, context: Context): Promise<Page<Task>> {
  const states = wanted.status === undefined ? TASK_STATUSES : [wanted.status];
  // Lists are kept apart by status.
  const passes = filterOf({ ...wanted, status: undefined }, (task: Task) => fits(task, wanted));
  return findIn(tasks, placeOf(wanted, states), { ...request, facets: states, passes }, context);
}

function placeOf(
  { opportunityId, customerId, handlerId }: TaskQuery,
  states: readonly TaskStatus[],
): Place | undefined {
  if (opportunityId !== undefined) return { partitions: [{ index: "byName", key: tasksOf(opportunityId) }] };
  if (customerId !== undefined)
    return { partitions: [{ index: "byCustomer", key: customerId }], range: { prefix: groupPrefix("task") } };
  if (handlerId === undefined) return undefined;
  return {
    partitions: states.map((state) => ({
      index: "byOwner",
      key: partitionOf.owner(handlerId, tasks.type, state),
    })),
  };
}

function fits(record: Task, { status, customerId, opportunityId, handlerId }: TaskQuery): boolean {
  return (
    (status === undefined || record.status === status) &&
    (customerId === undefined || record.customerId === customerId) &&
    (opportunityId === undefined || record.opportunityId === opportunityId) &&
    (handlerId === undefined || record.handlerId === handlerId)
  );
}

/** Which of a person's tasks: due on the company's calendar day, or due before now. */
export type Due = "today" | "overdue";

/** The caller's own tasks, the earliest due first; those without a date come last. One call a page. */
export async function myTasks(
  { status, due }: { status: TaskStatus; due?: Due | undefined },
  request: Paging,
  { caller, now }: Context,
): Promise<Page<Task>> {
  return readPage({
    ...request,
    waves: [[{ index: "byDue", key: agendaOf(caller.userId, status) }]],
    order: "ascending",
    parse: (item) => tasks.schema.parse(item),
    ...(due !== undefined && { range: { between: await dueBetween(due, now) } }),
  });
}

async function dueBetween(due: Due, now: Date): Promise<readonly [string, string]> {
  switch (due) {
    case "today": {
      const { timeZone } = await setting(company);
      const { from, until } = dayIn(dateIn(now, timeZone), timeZone);
      // Sort keys go on after the instant, so that the end itself is out.
      return [from.toISOString(), until.toISOString()];
    }
    case "overdue":
      return ["0", now.toISOString()];
    default:
      return due satisfies never;
  }
}

import type { Context } from "../http/context.ts";
import { type ListRequest, listRecords } from "../resource/verbs.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { type Page, readPage } from "../table/page.ts";
import { dateIn, dayIn } from "../time/zone.ts";
import { agendaOf, type Task, type TaskStatus, tasks } from "./task.ts";

type Paging = Pick<ListRequest<Task>, "limit" | "cursor" | "asked">;

interface TaskQuery {
  readonly status?: TaskStatus | undefined;
  readonly handlerId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly opportunityId?: string | undefined;
}

/** The tasks that the caller may read and that fit, newest first. One call a page and state. */
export function findTasks(wanted: TaskQuery, request: Paging, context: Context): Promise<Page<Task>> {
  const { status, ...same } = wanted;
  return listRecords(
    tasks,
    {
      ...request,
      ...(status !== undefined && { facets: [status] }),
      passes: (record) =>
        (same.handlerId ?? record.handlerId) === record.handlerId &&
        (same.customerId ?? record.customerId) === record.customerId &&
        (same.opportunityId ?? record.opportunityId) === record.opportunityId,
    },
    context,
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

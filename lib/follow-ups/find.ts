import { departmentTree } from "../access/directory.ts";
import { covers, reach } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import { opportunities } from "../opportunities/opportunity.ts";
import { type ListRequest, readOne } from "../resource/verbs.ts";
import { type Page, readPage } from "../table/page.ts";
import type { Partition } from "../table/query.ts";
import { dueList, type FollowUp, type FollowUpStatus, followUps, followUpsOf } from "./follow-up.ts";

type Paging = Pick<ListRequest<FollowUp>, "limit" | "cursor" | "asked">;

interface FollowUpQuery {
  readonly status: FollowUpStatus;
  readonly handlerId?: string | undefined;
  /** Only those planned from this instant on, and before that one. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Every follow-up of an opportunity that the caller may read, the earliest planned first. Two calls. */
export async function followUpsOfOpportunity(
  opportunityId: string,
  request: Paging,
  context: Context,
): Promise<Page<FollowUp>> {
  await readOne(opportunities, opportunityId, context);
  return readPage({
    ...request,
    waves: [[{ index: "byName", key: followUpsOf(opportunityId) }]],
    order: "ascending",
    parse: (item) => followUps.schema.parse(item),
  });
}

/** The follow-ups that the caller may read, in the order in which they are planned. One call a department. */
export async function findFollowUps(
  { status, handlerId, from = "0", until = "~" }: FollowUpQuery,
  request: Paging,
  { caller }: Context,
): Promise<Page<FollowUp>> {
  const readable = reach(caller, "follow-up", "read");
  return readPage({
    ...request,
    waves: [await partitions(readable, status, handlerId)],
    order: "ascending",
    range: { between: [from, until] },
    parse: (item) => followUps.schema.parse(item),
    passes: (record) =>
      (handlerId === undefined || record.handlerId === handlerId) &&
      covers(readable, { ...record, ownerId: record.handlerId, shared: false }),
  });
}

async function partitions(
  readable: ReturnType<typeof reach>,
  status: FollowUpStatus,
  handlerId: string | undefined,
): Promise<Partition[]> {
  if (readable.none) return [];
  const due = (key: string): Partition => ({ index: "byDue", key });
  if (handlerId !== undefined) return [due(dueList.handler(handlerId, status))];
  const all = readable.all ? [undefined, ...(await departmentTree()).keys()] : [];
  return [
    ...[...readable.departments, ...all].map((id) => due(dueList.department(id, status))),
    ...(readable.all ? [] : [due(dueList.handler(readable.userId, status))]),
  ];
}

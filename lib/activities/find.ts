import { covers, reach } from "../access/reach.ts";
import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { type ListRequest, listRecords } from "../resource/verbs.ts";
import { type Page, readPage } from "../table/page.ts";
import { type Activity, activities } from "./activity.ts";

interface ActivityQuery {
  readonly customerId?: string | undefined;
  readonly opportunityId?: string | undefined;
  readonly performerId?: string | undefined;
  readonly kind?: Activity["kind"] | undefined;
}

/** The activities that the caller may read and that fit: a customer's as they happened, else as recorded; newest first. One call a page. */
export function findActivities(
  { customerId, opportunityId, performerId, kind }: ActivityQuery,
  request: Pick<ListRequest<Activity>, "limit" | "cursor" | "asked">,
  context: Context,
): Promise<Page<Activity>> {
  const passes = (record: Activity) =>
    (opportunityId ?? record.opportunityId) === record.opportunityId &&
    (performerId ?? record.performerId) === record.performerId &&
    (kind ?? record.kind) === record.kind;
  if (customerId === undefined) return listRecords(activities, { ...request, passes }, context);
  const readable = reach(context.caller, "activity", "read");
  return readPage({
    ...request,
    waves: [[{ index: "byCustomer", key: customerId }]],
    range: { prefix: groupPrefix("activity") },
    parse: (item) => activities.schema.parse(item),
    passes: (record) =>
      covers(readable, { ...record, ownerId: record.performerId, shared: false }) && passes(record),
  });
}

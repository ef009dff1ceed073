import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { findIn, type Place } from "../resource/find.ts";
import type { ListRequest } from "../resource/verbs.ts";
import { partitionOf } from "../table/entity.ts";
import { filterOf, type Page } from "../table/page.ts";
import { type Activity, activities, activitiesOf } from "./activity.ts";

interface ActivityQuery {
  readonly customerId?: string | undefined;
  readonly opportunityId?: string | undefined;
  readonly performerId?: string | undefined;
  readonly kind?: Activity["kind"] | undefined;
}

/**
 * The activities that the caller may read and that fit, newest first: a customer's or an opportunity's as they happened, else
 * as recorded. One call a page.
 */
export function findActivities(
  wanted: ActivityQuery,
  request: Pick<ListRequest<Activity>, "limit" | "cursor" | "asked">,
  context: Context,
): Promise<Page<Activity>> {
  const passes = filterOf(wanted, (activity: Activity) => fits(activity, wanted));
  return findIn(activities, placeOf(wanted), { ...request, passes }, context);
}

function placeOf({ opportunityId, customerId, performerId }: ActivityQuery): Place | undefined {
  if (opportunityId !== undefined)
    return { partitions: [{ index: "byName", key: activitiesOf(opportunityId) }] };
  if (customerId !== undefined)
    return {
      partitions: [{ index: "byCustomer", key: customerId }],
      range: { prefix: groupPrefix("activity") },
    };
  if (performerId === undefined) return undefined;
  return { partitions: [{ index: "byOwner", key: partitionOf.owner(performerId, activities.type) }] };
}

function fits(record: Activity, { customerId, opportunityId, performerId, kind }: ActivityQuery): boolean {
  return (
    (customerId === undefined || record.customerId === customerId) &&
    (opportunityId === undefined || record.opportunityId === opportunityId) &&
    (performerId === undefined || record.performerId === performerId) &&
    (kind === undefined || record.kind === kind)
  );
}

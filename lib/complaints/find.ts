import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { NONE } from "../ids/id.ts";
import { findIn, type Place } from "../resource/find.ts";
import { type AskedMonths, monthsAsked } from "../resource/months.ts";
import type { ListRequest } from "../resource/verbs.ts";
import { filterOf, type Page } from "../table/page.ts";
import { type Complaint, complaints, shelf } from "./complaint.ts";

export interface ComplaintQuery extends AskedMonths {
  readonly number?: string | undefined;
  readonly status?: Complaint["status"] | undefined;
  readonly customerId?: string | undefined;
  readonly handlerId?: string | undefined;
  readonly receivedBy?: string | undefined;
  readonly receivedIn?: string | undefined;
  readonly severity?: Complaint["severity"] | undefined;
  readonly cause?: string | undefined;
}

/**
 * The complaints that the caller may read and that fit, newest first; those of a customer open ones first. One call a page
 * and list.
 * @throws Problem invalid-request
 */
export function findComplaints(
  wanted: ComplaintQuery,
  request: Pick<ListRequest<Complaint>, "limit" | "cursor" | "asked">,
  context: Context,
): Promise<Page<Complaint>> {
  const months = monthsAsked(wanted);
  const passes = filterOf(wanted, (record: Complaint) => fits(record, wanted, months));
  const facets = wanted.status === undefined ? undefined : [wanted.status];
  return findIn(complaints, placeOf(wanted, months), { ...request, facets, passes }, context);
}

function placeOf(
  { number, customerId }: ComplaintQuery,
  months: readonly string[] | undefined,
): Place | undefined {
  if (number !== undefined) return { partitions: [{ index: "byName", key: shelf.number(number) }] };
  if (customerId !== undefined) {
    return {
      partitions: [{ index: "byCustomer", key: customerId }],
      range: { prefix: groupPrefix("complaint") },
    };
  }
  return months && { partitions: months.map((month) => ({ index: "byDue", key: shelf.month(month) })) };
}

function fits(record: Complaint, wanted: ComplaintQuery, months: readonly string[] | undefined): boolean {
  const same = (field: Exclude<keyof ComplaintQuery, keyof AskedMonths | "receivedIn">) =>
    wanted[field] === undefined || record[field] === wanted[field];
  const { receivedIn } = wanted;
  return (
    months?.includes(record.month) !== false &&
    same("number") &&
    same("status") &&
    same("customerId") &&
    same("handlerId") &&
    same("receivedBy") &&
    (receivedIn === undefined || (record.receivedIn ?? NONE) === receivedIn) &&
    same("severity") &&
    same("cause")
  );
}

import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { findIn, type Place } from "../resource/find.ts";
import type { ListRequest } from "../resource/verbs.ts";
import { filterOf, type Page } from "../table/page.ts";
import { type Complaint, complaints, shelf } from "./complaint.ts";

export interface ComplaintQuery {
  readonly number?: string | undefined;
  readonly status?: Complaint["status"] | undefined;
  readonly customerId?: string | undefined;
  readonly month?: string | undefined;
  readonly handlerId?: string | undefined;
  readonly receivedBy?: string | undefined;
  readonly receivedIn?: string | undefined;
  readonly severity?: Complaint["severity"] | undefined;
  readonly cause?: string | undefined;
}

/** The complaints that the caller may read and that fit, newest first; those of a customer open ones first. One call a page and list. */
export function findComplaints(
  wanted: ComplaintQuery,
  request: Pick<ListRequest<Complaint>, "limit" | "cursor" | "asked">,
  context: Context,
): Promise<Page<Complaint>> {
  const passes = filterOf(wanted, (record: Complaint) => fits(record, wanted));
  const facets = wanted.status === undefined ? undefined : [wanted.status];
  return findIn(complaints, placeOf(wanted), { ...request, facets, passes }, context);
}

function placeOf({ number, customerId, month }: ComplaintQuery): Place | undefined {
  if (number !== undefined) return { partitions: [{ index: "byName", key: shelf.number(number) }] };
  if (customerId !== undefined) {
    return {
      partitions: [{ index: "byCustomer", key: customerId }],
      range: { prefix: groupPrefix("complaint") },
    };
  }
  return month === undefined ? undefined : { partitions: [{ index: "byDue", key: shelf.month(month) }] };
}

function fits(record: Complaint, wanted: ComplaintQuery): boolean {
  const same = (field: keyof ComplaintQuery) =>
    wanted[field] === undefined || record[field] === wanted[field];
  return (
    same("number") &&
    same("status") &&
    same("customerId") &&
    same("month") &&
    same("handlerId") &&
    same("receivedBy") &&
    same("receivedIn") &&
    same("severity") &&
    same("cause")
  );
}

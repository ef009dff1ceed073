import { reach } from "../access/reach.ts";
import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { findIn, type Place } from "../resource/find.ts";
import type { ListRequest } from "../resource/verbs.ts";
import { partitionOf } from "../table/entity.ts";
import { filterOf, type Page } from "../table/page.ts";
import { agentOf } from "./entries.ts";
import { type ServiceRequest, serviceRequests, shelf, usedBy } from "./service-request.ts";
import { SERVICE_REQUEST_STATUSES, type ServiceRequestStatus } from "./status.ts";

export interface ServiceRequestQuery {
  readonly number?: string | undefined;
  readonly status?: ServiceRequestStatus | undefined;
  readonly technicianId?: string | undefined;
  readonly departmentId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly serviceCardId?: string | undefined;
  readonly productId?: string | undefined;
  readonly month?: string | undefined;
  readonly tier?: string | undefined;
  /** An article that it stands resolved with. */
  readonly articleId?: string | undefined;
  /** Whom it counts for. */
  readonly agentId?: string | undefined;
}

type Request = Pick<ListRequest<ServiceRequest>, "limit" | "cursor" | "asked">;

/**
 * The requests the caller may read that fit, newest first; those of a customer open ones first. One call a page for one
 * list; the lists of each state, and of each department in a wider scope, are merged.
 */
export function findServiceRequests(
  wanted: ServiceRequestQuery,
  request: Request,
  context: Context,
): Promise<Page<ServiceRequest>> {
  const { status } = wanted;
  const passes = filterOf(wanted, (record: ServiceRequest) => fits(record, wanted));
  const facets = status === undefined ? undefined : [status];
  return findIn(serviceRequests, placeOf(wanted, context), { ...request, facets, passes }, context);
}

function placeOf(wanted: ServiceRequestQuery, { caller }: Context): Place | undefined {
  const {
    number,
    status,
    technicianId,
    departmentId,
    customerId,
    serviceCardId,
    productId,
    articleId,
    month,
  } = wanted;
  const states = status === undefined ? SERVICE_REQUEST_STATUSES : [status];
  const { type } = serviceRequests;
  if (number !== undefined) return { partitions: [{ index: "byName", key: shelf.number(number) }] };
  if (serviceCardId !== undefined)
    return { partitions: [{ index: "byName", key: shelf.card(serviceCardId) }] };
  if (customerId !== undefined)
    return {
      partitions: [{ index: "byCustomer", key: customerId }],
      range: { prefix: groupPrefix(type) },
    };
  if (articleId !== undefined) return { partitions: [{ index: "byName", key: shelf.article(articleId) }] };
  if (month !== undefined) return { partitions: [{ index: "byName", key: shelf.month(month) }] };
  if (technicianId !== undefined)
    return {
      partitions: states.map((state) => ({
        index: "byOwner",
        key: partitionOf.owner(technicianId, type, state),
      })),
    };
  // Whoever reads few finds a product's among them, rather than among everybody's.
  if (productId !== undefined && reach(caller, type, "read").all)
    return {
      partitions: [true, false].map((solved) => ({ index: "byDue", key: shelf.product(productId, solved) })),
    };
  if (departmentId === undefined) return undefined;
  return {
    partitions: states.map((state) => ({
      index: "byDepartment",
      key: partitionOf.department(departmentId, type, state),
    })),
  };
}

function fits(record: ServiceRequest, wanted: ServiceRequestQuery): boolean {
  const same = (field: Exclude<keyof ServiceRequestQuery, "agentId" | "articleId">) =>
    wanted[field] === undefined || record[field] === wanted[field];
  return (
    same("number") &&
    same("status") &&
    same("technicianId") &&
    same("departmentId") &&
    same("customerId") &&
    same("serviceCardId") &&
    same("productId") &&
    same("month") &&
    same("tier") &&
    (wanted.articleId === undefined || usedBy(record).includes(wanted.articleId)) &&
    (wanted.agentId === undefined || agentOf(record) === wanted.agentId)
  );
}

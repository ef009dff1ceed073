import { reach } from "../access/reach.ts";
import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { NONE } from "../ids/id.ts";
import { e164 } from "../phone/reachable.ts";
import { findIn, type Place } from "../resource/find.ts";
import { type AskedMonths, monthsAsked } from "../resource/months.ts";
import type { ListRequest } from "../resource/verbs.ts";
import { cardsNamed, spellings } from "../service-cards/find.ts";
import { isSerial } from "../service-cards/serial.ts";
import { partitionOf } from "../table/entity.ts";
import { filterOf, type Page } from "../table/page.ts";
import { agentOf } from "./entries.ts";
import { type ServiceRequest, serviceRequests, shelf, usedBy } from "./service-request.ts";
import { SERVICE_REQUEST_STATUSES, type ServiceRequestStatus } from "./status.ts";

export interface ServiceRequestQuery extends AskedMonths {
  readonly number?: string | undefined;
  readonly status?: ServiceRequestStatus | undefined;
  readonly technicianId?: string | undefined;
  readonly departmentId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly serviceCardId?: string | undefined;
  readonly serviceCardNumber?: string | undefined;
  readonly serialNumber?: string | undefined;
  /** The number that whoever called left. */
  readonly callerPhone?: string | undefined;
  readonly productId?: string | undefined;
  readonly faultCategory?: string | undefined;
  readonly tier?: string | undefined;
  /** An article that it stands resolved with. */
  readonly articleId?: string | undefined;
  /** Whom it counts for. */
  readonly agentId?: string | undefined;
}

type Request = Pick<ListRequest<ServiceRequest>, "limit" | "cursor" | "asked">;

/**
 * The requests the caller may read that fit, newest first; those of a customer open ones first. One call a page for one
 * list; the lists of each state, of each month, and of each department in a wider scope, are merged.
 * @throws Problem invalid-request
 */
export async function findServiceRequests(
  asked: ServiceRequestQuery,
  request: Request,
  context: Context,
): Promise<Page<ServiceRequest>> {
  const { status, serviceCardNumber: number, serialNumber } = asked;
  const [phone, cards] = await Promise.all([
    asked.callerPhone === undefined ? undefined : e164(asked.callerPhone, "query/callerPhone"),
    number === undefined && serialNumber === undefined ? undefined : cardsNamed({ number, serialNumber }),
  ]);
  const wanted = { ...asked, callerPhone: phone };
  const months = monthsAsked(wanted);
  const passes = filterOf(wanted, (record: ServiceRequest) => fits(record, wanted, months));
  const facets = status === undefined ? undefined : [status];
  return findIn(
    serviceRequests,
    placeOf(wanted, months, cards, context),
    { ...request, facets, passes },
    context,
  );
}

function placeOf(
  wanted: ServiceRequestQuery,
  months: readonly string[] | undefined,
  cards: readonly string[] | undefined,
  { caller }: Context,
): Place | undefined {
  const { number, status, technicianId, departmentId, customerId, serviceCardId, productId, articleId } =
    wanted;
  const { callerPhone } = wanted;
  const states = status === undefined ? SERVICE_REQUEST_STATUSES : [status];
  const { type } = serviceRequests;
  if (number !== undefined) return { partitions: [{ index: "byName", key: shelf.number(number) }] };
  if (serviceCardId !== undefined)
    return { partitions: [{ index: "byName", key: shelf.card(serviceCardId) }] };
  if (cards !== undefined)
    return { partitions: cards.map((id) => ({ index: "byName", key: shelf.card(id) })) };
  if (callerPhone !== undefined) return { partitions: [{ index: "byName", key: shelf.caller(callerPhone) }] };
  if (customerId !== undefined)
    return {
      partitions: [{ index: "byCustomer", key: customerId }],
      range: { prefix: groupPrefix(type) },
    };
  if (articleId !== undefined) return { partitions: [{ index: "byName", key: shelf.article(articleId) }] };
  if (months !== undefined)
    return { partitions: months.map((month) => ({ index: "byName", key: shelf.month(month) })) };
  if (technicianId !== undefined)
    return {
      partitions: states.map((state) => ({
        index: "byOwner",
        key: partitionOf.owner(technicianId, type, state),
      })),
    };
  // Whoever reads few finds a product's among them, rather than among everybody's.
  if (productId !== undefined && productId !== NONE && reach(caller, type, "read").all)
    return {
      partitions: [true, false].map((solved) => ({ index: "byDue", key: shelf.product(productId, solved) })),
    };
  if (departmentId === undefined || departmentId === NONE) return undefined;
  return {
    partitions: states.map((state) => ({
      index: "byDepartment",
      key: partitionOf.department(departmentId, type, state),
    })),
  };
}

function isCard(number = "", wanted: string | undefined): boolean {
  return wanted === undefined || spellings(wanted).includes(number);
}

type Special =
  | keyof AskedMonths
  | "agentId"
  | "articleId"
  | "departmentId"
  | "productId"
  | "serialNumber"
  | "serviceCardNumber";

function fits(
  record: ServiceRequest,
  wanted: ServiceRequestQuery,
  months: readonly string[] | undefined,
): boolean {
  const same = (field: Exclude<keyof ServiceRequestQuery, Special>) =>
    wanted[field] === undefined || record[field] === wanted[field];
  const sameOrNone = (field: "departmentId" | "productId") =>
    wanted[field] === undefined || (record[field] ?? NONE) === wanted[field];
  return (
    months?.includes(record.month) !== false &&
    same("number") &&
    same("status") &&
    same("technicianId") &&
    sameOrNone("departmentId") &&
    same("customerId") &&
    same("serviceCardId") &&
    isCard(record.serviceCardNumber, wanted.serviceCardNumber) &&
    (wanted.serialNumber === undefined || isSerial(record.serialNumber, wanted.serialNumber)) &&
    same("callerPhone") &&
    sameOrNone("productId") &&
    same("faultCategory") &&
    same("tier") &&
    (wanted.articleId === undefined || usedBy(record).includes(wanted.articleId)) &&
    (wanted.agentId === undefined || agentOf(record) === wanted.agentId)
  );
}

import * as z from "zod";
import { readerCopies } from "../access/readers.ts";
import { inCustomerView } from "../customers/view.ts";
import { idOf } from "../ids/id.ts";
import { money } from "../money/money.ts";
import { verdict } from "../service-cards/warranty.ts";
import { serviceLevel } from "../service-levels/level.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { calendarDate, instant, month } from "../time/calendar.ts";
import { requestInput } from "./input.ts";
import { SERVICE_REQUEST_STATUSES, type ServiceRequestStatus } from "./status.ts";
import { workEntry } from "./work.ts";

/** What one step of a request may be. */
export const STEPS = [
  "received",
  "assigned",
  "started",
  "responded",
  "resolved",
  "reopened",
  "surveyed",
  "closed",
] as const;

/** Who did what with a request, and when. */
const step = z.object({
  step: z.enum(STEPS),
  at: instant,
  by: z.string(),
  /** Of an assignment: whom it was given to. */
  technicianId: idOf("user").optional(),
  departmentId: idOf("department").optional(),
  /** What was said: a first response, a resolution, a reason. */
  note: z.string().optional(),
});
export type Step = z.infer<typeof step>;

/** One instant for each target of the service level. */
const byTarget = z.object({ firstResponseAt: instant.optional(), resolutionAt: instant.optional() });

/** A customer's request for service (售后服务, DOMAIN §9). */
export const serviceRequest = z
  .object({
    ...recordFields,
    ...requestInput.omit({ technicianId: true, departmentId: true }).shape,
    id: idOf("service-request"),
    number: z.string(),
    customerName: z.string().optional(),
    customerOwnerId: idOf("user").optional(),
    contactName: z.string().optional(),
    serviceCardNumber: z.string().optional(),
    serialNumber: z.string().optional(),
    productName: z.string().optional(),
    /** `false` is a call that nobody answered: it has no targets. */
    answered: z.boolean(),
    /** From an older system, where nobody was promised anything. */
    takenOver: z.literal(true).optional(),
    receivedAt: instant,
    receivedBy: z.string(),
    /** Of `receivedAt`, in the company's zone: the month that reports count it in. */
    month,
    technicianId: idOf("user").optional(),
    departmentId: idOf("department").optional(),
    /** Whoever took it in, who reads it. */
    collaboratorIds: z.array(z.string()),
    status: z.enum(SERVICE_REQUEST_STATUSES),
    steps: z.array(step),
    /** What holds for it since it was received, whatever becomes of customer, card and settings. */
    tier: z.string(),
    level: serviceLevel.optional(),
    warranty: verdict.extend({ on: calendarDate }),
    /** Targets in business time, and when whoever works on it is warned; none for a missed call. */
    firstResponseDueAt: instant.optional(),
    firstResponseWarnAt: instant.optional(),
    resolutionDueAt: instant.optional(),
    resolutionWarnAt: instant.optional(),
    warned: byTarget.optional(),
    /** The moments at which targets were missed. */
    missed: byTarget.optional(),
    firstRespondedAt: instant.optional(),
    resolvedAt: instant.optional(),
    resolvedBy: z.string().optional(),
    resolution: z.string().optional(),
    articleIds: z.array(idOf("knowledge-article")).optional(),
    /** How often it was resolved. */
    resolutionNumber: z.int(),
    /** What was left of the resolution's business minutes when it was resolved: runs on after a reopening. */
    businessMinutesLeft: z.number().optional(),
    /** For how long it stood resolved before it was reopened, in seconds. */
    restedSeconds: z.int(),
    work: z.array(workEntry),
    workMinutes: z.int(),
    /** Of all work. */
    cost: money,
    surveyId: idOf("survey").optional(),
    /** When it closes by itself unless the customer answers before. */
    closesAt: instant.optional(),
    closedAt: instant.optional(),
  })
  .meta({ id: "ServiceRequest" });
export type ServiceRequest = z.infer<typeof serviceRequest>;

/** What callers are shown. */
export const serviceRequestAnswer = serviceRequest
  .omit({ claims: true, deletedAt: true, collaboratorIds: true, businessMinutesLeft: true, month: true })
  .meta({ id: "ServiceRequestAnswer" });

/** Open ones stand first in the customer's view. */
const RANK = {
  missed: "9",
  received: "9",
  assigned: "9",
  "in-progress": "9",
  resolved: "5",
  surveyed: "5",
  closed: "3",
} as const satisfies Record<ServiceRequestStatus, string>;

/** Where requests are found otherwise than by owner, department or customer. */
export const shelf = {
  number: (number: string) => `service-request#number#${number}`,
  month: (month: string) => `service-request#month#${month}`,
  card: (cardId: string) => `service-request#card#${cardId}`,
  /** @param phone in E.164 */
  caller: (phone: string) => `service-request#caller#${phone}`,
  product: (productId: string, solved: boolean) =>
    `service-request#product#${productId}#${solved ? "solved" : "unsolved"}`,
  /** Solved ones alone. */
  faultCategory: (key: string) => `service-request#fault#${key}#solved`,
  /** Those that stand resolved with it. */
  article: (articleId: string) => `service-request#article#${articleId}`,
} as const;

export const serviceRequests = defineEntity({
  type: "service-request",
  schema: serviceRequest,
  facet: { of: ({ status }) => status, values: SERVICE_REQUEST_STATUSES },
  owner: ({ technicianId, departmentId }) => ({ ownerId: technicianId, departmentId }),
  claims: ({ number }) => [{ value: `number:${number}`, pointer: "/number" }],
  indexes: (record) => ({
    ...(record.customerId !== undefined &&
      inCustomerView(record.customerId, "service-request", `${RANK[record.status]}#${record.id}`)),
    namePk: shelf.number(record.number),
    nameSk: record.id,
    ...(record.productId !== undefined && {
      duePk: shelf.product(record.productId, isSolved(record)),
      dueSk: record.id,
    }),
  }),
  copies: (record) => [
    ...readerCopies("service-request", { ...record, ownerId: record.technicianId }, record.status),
    { name: "month", keys: { namePk: shelf.month(record.month), nameSk: record.id } },
    ...(record.serviceCardId === undefined
      ? []
      : [{ name: "card", keys: { namePk: shelf.card(record.serviceCardId), nameSk: record.id } }]),
    ...(record.callerPhone === undefined
      ? []
      : [{ name: "caller", keys: { namePk: shelf.caller(record.callerPhone), nameSk: record.id } }]),
    ...(record.faultCategory === undefined || !isSolved(record)
      ? []
      : [{ name: "fault", keys: { namePk: shelf.faultCategory(record.faultCategory), nameSk: record.id } }]),
    ...usedBy(record).map((articleId) => ({
      name: `article#${articleId}`,
      keys: { namePk: shelf.article(articleId), nameSk: record.id },
    })),
  ],
});

/** The articles that a request stands resolved with, each once. */
export function usedBy(record: Pick<ServiceRequest, "articleIds" | "resolvedAt">): string[] {
  return isSolved(record) ? [...new Set(record.articleIds)] : [];
}

/** Whether somebody found out how to help. */
export function isSolved({ resolvedAt }: Pick<ServiceRequest, "resolvedAt">): boolean {
  return resolvedAt !== undefined;
}

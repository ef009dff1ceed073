import { type Occurrence, occurrence } from "../../events/event.ts";
import {
  serviceRequestAssigned,
  serviceRequestClosed,
  serviceRequestClosingPlanned,
  serviceRequestReceived,
  serviceRequestReopened,
  serviceRequestResolved,
  serviceRequestResponded,
  serviceRequestStarted,
  serviceRequestSurveyed,
  serviceTargetMissed,
  serviceTargetWarned,
} from "../../events/service-request.ts";
import { defineNoun } from "../projections/define.ts";
import type { TimelineLine } from "../projections/noun.ts";
import { type ServiceRequest, type Step, serviceRequests } from "./service-request.ts";
import type { Target } from "./targets.ts";

export const serviceRequestNoun = defineNoun(serviceRequests, { announce, timeline });

/** The steps of a change; of a request that is taken over from an older system, that it was received. */
function newSteps(was: ServiceRequest | undefined, is: ServiceRequest): Step[] {
  if (is.deletedAt !== undefined) return [];
  if (was !== undefined) return is.steps.slice(was.steps.length);
  return is.takenOver === true ? is.steps.slice(0, 1) : is.steps;
}

function announce(was: ServiceRequest | undefined, is: ServiceRequest): Occurrence[] {
  // It happened elsewhere and long ago: nobody is to answer it now, or ask how satisfied the customer was.
  if (was === undefined && is.takenOver === true) return [];
  const { id: serviceRequestId, customerId, firstRespondedAt } = is;
  const of = { serviceRequestId, ...(customerId !== undefined && { customerId }) };
  const isFirst = was !== undefined && was.firstRespondedAt === undefined;
  const wasAsked = was?.status === "surveyed" && was.closesAt === undefined;
  return [
    ...newSteps(was, is).flatMap((step) => announceStep(step, was, is, of)),
    ...(isFirst && firstRespondedAt !== undefined
      ? [occurrence(serviceRequestResponded, { ...of, respondedAt: firstRespondedAt })]
      : []),
    ...(wasAsked && is.closesAt !== undefined
      ? [occurrence(serviceRequestClosingPlanned, { ...of, closesAt: is.closesAt })]
      : []),
    ...marks(was?.warned, is.warned).map((target) =>
      occurrence(serviceTargetWarned, { ...of, target, dueAt: dueAtOf(is, target) }),
    ),
    ...marks(was?.missed, is.missed).map((target) =>
      occurrence(serviceTargetMissed, { ...of, target, dueAt: dueAtOf(is, target) }),
    ),
  ];
}

function announceStep(
  { step, technicianId, departmentId }: Step,
  was: ServiceRequest | undefined,
  is: ServiceRequest,
  of: { serviceRequestId: string; customerId?: string },
): Occurrence[] {
  const { receivedAt, answered, resolutionNumber, resolvedAt = is.updatedAt } = is;
  const handler = { technicianId: is.technicianId, departmentId: is.departmentId };
  switch (step) {
    case "received":
      return [occurrence(serviceRequestReceived, { ...of, receivedAt, answered })];
    case "assigned":
      return [
        occurrence(serviceRequestAssigned, { ...of, technicianId, departmentId, from: was?.technicianId }),
      ];
    case "started":
      return [occurrence(serviceRequestStarted, { ...of, ...handler })];
    // Announced by the first response itself, which may be another step's.
    case "responded":
      return [];
    case "resolved":
      return [occurrence(serviceRequestResolved, { ...of, ...handler, resolutionNumber, resolvedAt })];
    case "reopened":
      return [occurrence(serviceRequestReopened, { ...of, resolutionNumber })];
    case "surveyed":
      return [occurrence(serviceRequestSurveyed, { ...of, resolutionNumber })];
    case "closed":
      return [occurrence(serviceRequestClosed, { ...of, resolutionNumber })];
    default:
      return step satisfies never;
  }
}

type Marks = ServiceRequest["missed"];

/** The targets that were marked by a change. */
function marks(was: Marks = {}, is: Marks = {}): Target[] {
  return [
    ...(was.firstResponseAt === undefined && is.firstResponseAt !== undefined
      ? (["first-response"] as const)
      : []),
    ...(was.resolutionAt === undefined && is.resolutionAt !== undefined ? (["resolution"] as const) : []),
  ];
}

function dueAtOf({ firstResponseDueAt, resolutionDueAt, updatedAt }: ServiceRequest, target: Target): string {
  return (target === "first-response" ? firstResponseDueAt : resolutionDueAt) ?? updatedAt;
}

/** What the customer's timeline says of each step; nothing of those that follow from others. */
const TITLES: Partial<Record<Step["step"], string>> = {
  received: "was received",
  assigned: "was assigned",
  started: "is being worked on",
  resolved: "was resolved",
  reopened: "was reopened",
  closed: "was closed",
};

function timeline(was: ServiceRequest | undefined, is: ServiceRequest): TimelineLine[] {
  const { customerId, number, subject } = is;
  if (customerId === undefined) return [];
  const line = (kind: string, title: string, data: Record<string, unknown> = {}): TimelineLine => ({
    customerId,
    kind: `service-request.${kind}`,
    title: `${number} ${subject} ${title}`,
    data: { number, subject, ...data },
  });
  // It has found its customer only now.
  const isNew = was !== undefined && was.customerId === undefined;
  return [
    ...(isNew ? [line("received", "was received")] : []),
    ...newSteps(was, is).flatMap(({ step, note, technicianId }) => {
      const title = TITLES[step];
      return title === undefined ? [] : [line(step, title, { note, technicianId })];
    }),
    ...marks(was?.missed, is.missed).map((target) =>
      line("target-missed", `has missed its target for the ${target.replace("-", " ")}`, { target }),
    ),
  ];
}

import * as z from "zod";
import { defineEvent } from "./event.ts";

const of = { serviceRequestId: z.string(), customerId: z.string().optional() };
const example = {
  serviceRequestId: "srq_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};
const handler = { technicianId: z.string().optional(), departmentId: z.string().optional() };
const exampleHandler = {
  technicianId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  departmentId: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};
const at = "2026-11-30T02:00:00.000Z";

/** The targets of a service level. */
export const TARGETS = ["first-response", "resolution"] as const;

/** A service request was taken in; `answered` is false for a call that nobody answered. */
export const serviceRequestReceived = defineEvent({
  name: "service-request.received",
  version: 1,
  detail: z.object({ ...of, receivedAt: z.string(), answered: z.boolean() }),
  example: { ...example, receivedAt: at, answered: true },
});

/** A service request was given to a technician, or to a department. */
export const serviceRequestAssigned = defineEvent({
  name: "service-request.assigned",
  version: 1,
  detail: z.object({ ...of, ...handler, from: z.string().optional() }),
  example: { ...example, ...exampleHandler },
});

/** Its technician started to work on it. */
export const serviceRequestStarted = defineEvent({
  name: "service-request.started",
  version: 1,
  detail: z.object({ ...of, ...handler }),
  example: { ...example, ...exampleHandler },
});

/** The customer heard from us for the first time. */
export const serviceRequestResponded = defineEvent({
  name: "service-request.responded",
  version: 1,
  detail: z.object({ ...of, respondedAt: z.string() }),
  example: { ...example, respondedAt: at },
});

/** A service request was resolved; `resolutionNumber` tells one resolution from the next after a reopening. */
export const serviceRequestResolved = defineEvent({
  name: "service-request.resolved",
  version: 1,
  detail: z.object({ ...of, ...handler, resolutionNumber: z.int(), resolvedAt: z.string() }),
  example: { ...example, ...exampleHandler, resolutionNumber: 1, resolvedAt: at },
});

/** What was resolved is not. */
export const serviceRequestReopened = defineEvent({
  name: "service-request.reopened",
  version: 1,
  detail: z.object({ ...of, resolutionNumber: z.int() }),
  example: { ...example, resolutionNumber: 1 },
});

/** The customer was asked how satisfied they are. */
export const serviceRequestSurveyed = defineEvent({
  name: "service-request.surveyed",
  version: 1,
  detail: z.object({ ...of, resolutionNumber: z.int() }),
  example: { ...example, resolutionNumber: 1 },
});

/** When it closes by itself unless the customer answers before; told of those that were asked under an earlier release. */
export const serviceRequestClosingPlanned = defineEvent({
  name: "service-request.closing-planned",
  version: 1,
  detail: z.object({ ...of, closesAt: z.string() }),
  example: { ...example, closesAt: at },
});

/** Nothing is left to be done. */
export const serviceRequestClosed = defineEvent({
  name: "service-request.closed",
  version: 1,
  detail: z.object({ ...of, resolutionNumber: z.int() }),
  example: { ...example, resolutionNumber: 1 },
});

const target = { target: z.enum(TARGETS), dueAt: z.string() };

/** Somebody was warned that a target is about to be missed. */
export const serviceTargetWarned = defineEvent({
  name: "service-request.target-warned",
  version: 1,
  detail: z.object({ ...of, ...target }),
  example: { ...example, target: "first-response", dueAt: at },
});

/** A target was missed. */
export const serviceTargetMissed = defineEvent({
  name: "service-request.target-missed",
  version: 1,
  detail: z.object({ ...of, ...target }),
  example: { ...example, target: "resolution", dueAt: at },
});

/** Everything that can happen to a service request. */
export const serviceRequestEvents = [
  serviceRequestReceived,
  serviceRequestAssigned,
  serviceRequestStarted,
  serviceRequestResponded,
  serviceRequestResolved,
  serviceRequestReopened,
  serviceRequestSurveyed,
  serviceRequestClosingPlanned,
  serviceRequestClosed,
  serviceTargetWarned,
  serviceTargetMissed,
] as const;

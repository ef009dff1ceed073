import type { Acting } from "../http/context.ts";
import { conflict } from "../problem/problem.ts";
import type { ServiceRequest } from "./service-request.ts";
import { allowed, STATUS_RULES } from "./status.ts";
import { type Clock, minutesLeft, missedBy, runningOn } from "./targets.ts";
import { stepped } from "./verb.ts";

/** Whom a request is given to: a technician, whose department comes along, or a department's queue. */
export interface Handler {
  readonly technicianId: string | undefined;
  readonly departmentId: string | undefined;
}

/** A request in somebody's hands; given to whoever has it already, it stays as it is. Pure, like all steps. */
export function assigned(record: ServiceRequest, handler: Handler, acting: Acting): ServiceRequest {
  allowed(record, "assign");
  const { technicianId, departmentId } = handler;
  if (record.technicianId === technicianId && record.departmentId === departmentId && hasHandler(record))
    return record;
  return stepped(
    record,
    { step: "assigned", technicianId, departmentId },
    { status: "assigned", technicianId, departmentId },
    acting,
  );
}

function hasHandler({ status }: ServiceRequest): boolean {
  return status === "assigned" || status === "in-progress";
}

/** A request on which its technician has begun to work: that counts as the first response. */
export function started(record: ServiceRequest, acting: Acting): ServiceRequest {
  allowed(record, "start");
  if (record.technicianId === undefined) throw conflict(STATUS_RULES.startUnassigned);
  return stepped(record, { step: "started" }, { status: "in-progress", ...response(record, acting) }, acting);
}

/** A request whose customer has heard from us. */
export function responded(record: ServiceRequest, note: string | undefined, acting: Acting): ServiceRequest {
  allowed(record, "respond");
  if (record.firstRespondedAt !== undefined) throw conflict(STATUS_RULES.responded);
  return stepped(record, { step: "responded", note }, response(record, acting), acting);
}

/** How a request was resolved. */
export interface Resolution {
  readonly resolution: string;
  readonly faultCategory?: string | undefined;
  readonly articleIds?: string[] | undefined;
}

/** A request that is resolved: its clock stops. */
export function resolved(
  record: ServiceRequest,
  { resolution, faultCategory, articleIds }: Resolution,
  clock: Clock,
  acting: Acting,
): ServiceRequest {
  allowed(record, "resolve");
  if (record.technicianId === undefined) throw conflict(STATUS_RULES.resolveUnassigned);
  const fields = {
    status: "resolved",
    resolution,
    faultCategory: faultCategory ?? record.faultCategory,
    articleIds: articleIds ?? record.articleIds,
    resolvedAt: acting.now.toISOString(),
    resolvedBy: acting.caller.userId,
    resolutionNumber: record.resolutionNumber + 1,
    businessMinutesLeft: minutesLeft(record, acting.now, clock),
    ...response(record, acting),
  } as const;
  const next = stepped(record, { step: "resolved", note: resolution }, fields, acting);
  return { ...next, ...missedBy(next, acting.now) };
}

/** A resolved or closed request on which work goes on, and with it its clock; a missed call waits to be called back again. */
export function reopened(
  record: ServiceRequest,
  reason: string,
  clock: Clock,
  acting: Acting,
): ServiceRequest {
  allowed(record, "reopen");
  const { resolvedAt } = record;
  const step = { step: "reopened", note: reason } as const;
  if (resolvedAt === undefined)
    return stepped(record, step, { status: "missed", closedAt: undefined }, acting);
  const rested = Math.max(0, Math.round((acting.now.getTime() - Date.parse(resolvedAt)) / 1000));
  return stepped(
    record,
    step,
    {
      status: "in-progress",
      resolvedAt: undefined,
      resolvedBy: undefined,
      closesAt: undefined,
      closedAt: undefined,
      restedSeconds: record.restedSeconds + rested,
      ...runningOn(record, acting.now, clock),
    },
    acting,
  );
}

/** A request with which nothing is left to be done. */
export function closed(record: ServiceRequest, note: string | undefined, acting: Acting): ServiceRequest {
  allowed(record, "close");
  return stepped(
    record,
    { step: "closed", note },
    { status: "closed", closesAt: undefined, closedAt: acting.now.toISOString() },
    acting,
  );
}

/** The first response, if this is it, and whether it came too late. */
function response(
  record: ServiceRequest,
  { now }: Acting,
): Pick<ServiceRequest, "firstRespondedAt" | "missed"> {
  if (record.firstRespondedAt !== undefined)
    return { firstRespondedAt: record.firstRespondedAt, missed: record.missed };
  const at = { firstRespondedAt: now.toISOString() };
  return { ...at, ...missedBy({ ...record, ...at }, now) };
}

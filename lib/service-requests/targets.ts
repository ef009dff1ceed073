import type { TARGETS } from "../../events/service-request.ts";
import type { BusinessCalendar } from "../business-hours/calendar.ts";
import { addBusinessTime, businessMinutesBetween } from "../business-hours/time.ts";
import type { ServiceLevel } from "../service-levels/level.ts";
import type { ServiceRequest } from "./service-request.ts";

export type Target = (typeof TARGETS)[number];

/** What business time is counted by. */
export interface Clock {
  readonly calendar: BusinessCalendar;
  /** The company's. */
  readonly timeZone: string;
}

/** The targets of a request that is received at an instant, and when to warn of them: pure. */
export function targetsFrom(receivedAt: Date, level: ServiceLevel, clock: Clock) {
  const { firstResponseMinutes, resolutionMinutes, warnBeforeMinutes } = level;
  return {
    firstResponseDueAt: after(receivedAt, firstResponseMinutes, clock),
    firstResponseWarnAt: warning(receivedAt, firstResponseMinutes, warnBeforeMinutes, clock),
    resolutionDueAt: after(receivedAt, resolutionMinutes, clock),
    resolutionWarnAt: warning(receivedAt, resolutionMinutes, warnBeforeMinutes, clock),
  };
}

/** What of the resolution's business minutes is left at an instant; 0 once it is missed. */
export function minutesLeft(
  { resolutionDueAt }: Pick<ServiceRequest, "resolutionDueAt">,
  now: Date,
  { calendar, timeZone }: Clock,
): number | undefined {
  if (resolutionDueAt === undefined) return undefined;
  return businessMinutesBetween(now, new Date(resolutionDueAt), calendar, timeZone);
}

type Running = Pick<
  ServiceRequest,
  "businessMinutesLeft" | "resolutionDueAt" | "resolutionWarnAt" | "warned"
>;

/**
 * The resolution's target of a request that is reopened: the clock stood still since it was resolved, and what was left
 * then runs on, to be warned of anew. A target that was missed stays missed.
 */
export function runningOn(record: ServiceRequest, now: Date, clock: Clock): Partial<Running> {
  const { level, businessMinutesLeft, missed, warned } = record;
  if (level === undefined || businessMinutesLeft === undefined) return {};
  if (missed?.resolutionAt !== undefined) return { businessMinutesLeft: undefined };
  return {
    businessMinutesLeft: undefined,
    resolutionDueAt: after(now, businessMinutesLeft, clock),
    resolutionWarnAt: warning(now, businessMinutesLeft, level.warnBeforeMinutes, clock),
    ...(warned !== undefined && { warned: { firstResponseAt: warned.firstResponseAt } }),
  };
}

/** Marks what was missed by an instant and nobody has recorded yet, at the moments at which it was missed. */
export function missedBy(record: ServiceRequest, now: Date): Pick<ServiceRequest, "missed"> {
  const { missed = {}, firstRespondedAt, resolvedAt, firstResponseDueAt, resolutionDueAt } = record;
  const late = (done: string | undefined, dueAt: string | undefined) =>
    dueAt !== undefined && (done === undefined ? dueAt < now.toISOString() : dueAt < done)
      ? dueAt
      : undefined;
  const firstResponseAt = missed.firstResponseAt ?? late(firstRespondedAt, firstResponseDueAt);
  const resolutionAt = missed.resolutionAt ?? late(resolvedAt, resolutionDueAt);
  if (firstResponseAt === undefined && resolutionAt === undefined) return { missed: record.missed };
  return { missed: { firstResponseAt, resolutionAt } };
}

function after(from: Date, minutes: number, { calendar, timeZone }: Clock): string {
  return addBusinessTime(from, minutes, calendar, timeZone).toISOString();
}

function warning(from: Date, minutes: number, before: number, clock: Clock): string | undefined {
  return before === 0 ? undefined : after(from, Math.max(0, minutes - before), clock);
}

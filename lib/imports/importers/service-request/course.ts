import { type Context, stampOf } from "../../../http/context.ts";
import { ruleBroken } from "../../../problem/problem.ts";
import { RECEIVED_LATER } from "../../../service-requests/create.ts";
import type { ServiceRequest } from "../../../service-requests/service-request.ts";
import { closed, resolved, responded, started } from "../../../service-requests/steps.ts";
import type { Clock } from "../../../service-requests/targets.ts";
import { instantIn } from "../../../time/zone.ts";
import type { RequestRow } from "./row.ts";

/** Sentences that importers read. */
export const COURSE_RULES = {
  receivedWhen: "must say when the request was received",
  missed: "a call that nobody answered was not responded to, resolved or rated",
  resolution: "must say how it was resolved: map a column to it, or give a default",
  ahead: "the request would end in the future",
} as const;

/**
 * When a row's request was received.
 * @throws Problem rule-broken when that lies ahead or is not said
 */
export function receivedAtOf(
  { input, receivedOn, receivedTime }: RequestRow,
  { timeZone }: Pick<Clock, "timeZone">,
  now: Date,
): Date {
  if (receivedOn === undefined && input.receivedAt === undefined)
    throw ruleBroken(COURSE_RULES.receivedWhen, "/receivedOn");
  const at = input.receivedAt ?? wallInstant(receivedOn ?? "", receivedTime, timeZone);
  if (new Date(at) > now) throw ruleBroken(RECEIVED_LATER, "/receivedOn");
  return new Date(at);
}

function wallInstant(date: string, time: string, zone: string): Date {
  const [hours = "", minutes = "", seconds = "0"] = time.split(":");
  return new Date(
    instantIn(date, `${hours.padStart(2, "0")}:${minutes}`, zone).getTime() + Number(seconds) * 1000,
  );
}

/** When the customer heard from us, and when it ended, as a row says it. */
export function timesOf({ respondedAfter = 0, handledFor = 0 }: RequestRow, receivedAt: Date) {
  const respondedAt = new Date(receivedAt.getTime() + respondedAfter * 1000);
  return { respondedAt, endedAt: new Date(respondedAt.getTime() + handledFor * 1000) };
}

/**
 * A request with the course that a row tells, as whoever had it would have recorded it then: responded to, resolved and
 * closed. What is not resolved stays in their hands. Pure.
 * @param workerId who had it; the importer where nobody is named
 * @throws Problem rule-broken when its end lies ahead or a call that was missed has more than that
 */
export function withCourse(
  record: ServiceRequest,
  row: RequestRow,
  workerId: string,
  clock: Clock,
  context: Context,
): ServiceRequest {
  refuseMissed(record, row);
  if (!record.answered) return record;
  const { respondedAt, endedAt } = timesOf(row, new Date(record.receivedAt));
  if (endedAt > context.now) throw ruleBroken(COURSE_RULES.ahead, "/handledFor");
  const acting = (now: Date) => ({ caller: { ...context.caller, userId: workerId }, now });
  const begun = begin(record, row, acting(respondedAt));
  const ended = row.resolved === true ? end(begun, row, clock, acting(endedAt)) : begun;
  const { by, now } = stampOf(context);
  return { ...ended, updatedAt: now.toISOString(), updatedBy: by };
}

function refuseMissed({ answered }: ServiceRequest, row: RequestRow): void {
  if (answered) return;
  const { respondedAfter, resolved: isResolved, score } = row;
  const said = { respondedAfter, resolved: isResolved === true ? true : undefined, score };
  const [field] = Object.entries(said).find(([, value]) => value !== undefined) ?? [];
  if (field !== undefined) throw ruleBroken(COURSE_RULES.missed, `/${field}`);
}

type Acting = Parameters<typeof started>[1];

function begin(record: ServiceRequest, row: RequestRow, acting: Acting): ServiceRequest {
  if (record.firstRespondedAt !== undefined) return record;
  if (row.respondedAfter === undefined && row.resolved !== true) return record;
  return record.technicianId === undefined ? responded(record, undefined, acting) : started(record, acting);
}

function end(
  record: ServiceRequest,
  { resolution }: RequestRow,
  clock: Clock,
  acting: Acting,
): ServiceRequest {
  if (resolution === undefined) throw ruleBroken(COURSE_RULES.resolution, "/resolution");
  return closed(resolved(record, { resolution }, clock, acting), undefined, acting);
}

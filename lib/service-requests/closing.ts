import * as z from "zod";
import { SYSTEM } from "../access/caller.ts";
import { idOf } from "../ids/id.ts";
import { keepSchedules, type WakeUp } from "../schedules/keep.ts";
import { find } from "../table/read.ts";
import { type Change, unchanged } from "../table/write.ts";
import { instant } from "../time/calendar.ts";
import { save } from "./save.ts";
import { type ServiceRequest, serviceRequests } from "./service-request.ts";
import { closed } from "./steps.ts";

/** The function that closes requests of which nobody has answered how satisfied they are. */
export const CLOSE_UNANSWERED = "close-unanswered";

/** What a schedule tells it: which request, and when it was to close then; at another instant it is out of date. */
export const closingSignal = z.strictObject({
  serviceRequestId: idOf("service-request"),
  kind: z.literal("closing"),
  closesAt: instant,
});
type ClosingSignal = z.infer<typeof closingSignal>;

/** What a request says that closed by itself. */
export const CLOSING_NOTES = {
  answered: "the customer has said how satisfied they are",
  unanswered: "the customer was asked how satisfied they are, and has not answered",
} as const;

/** When a request is to be closed by itself: while its survey waits for an answer. */
function closing({ id, deletedAt, status, closesAt }: ServiceRequest): WakeUp<ClosingSignal> | undefined {
  if (deletedAt !== undefined || status !== "surveyed" || closesAt === undefined) return undefined;
  return { at: new Date(closesAt), signal: { serviceRequestId: id, kind: "closing", closesAt } };
}

/** Brings the schedule of a request's closing in line with the request as it stands now. */
export async function keepClosing(serviceRequestId: string, now: Date): Promise<void> {
  const read = async () => {
    const record = await find(serviceRequests, serviceRequestId);
    return record && { version: record.version, next: closing(record) };
  };
  await keepSchedules(serviceRequestId, ["closing"], CLOSE_UNANSWERED, read, now);
}

/** Closes a request at its time, when nobody has answered. Repeating it changes nothing. */
export function closeUnanswered(signal: ClosingSignal, now: Date): Promise<Change<undefined>> {
  const { serviceRequestId, closesAt } = signal;
  return close(serviceRequestId, (record) => record.closesAt === closesAt, CLOSING_NOTES.unanswered, now);
}

/** Closes a request whose customer has answered; one that was reopened meanwhile goes on. */
export function closeAnswered(
  { serviceRequestId, surveyId }: { serviceRequestId: string; surveyId: string },
  now: Date,
): Promise<Change<undefined>> {
  return close(serviceRequestId, (record) => record.surveyId === surveyId, CLOSING_NOTES.answered, now);
}

async function close(
  id: string,
  stands: (record: ServiceRequest) => boolean,
  note: string,
  now: Date,
): Promise<Change<undefined>> {
  const record = await find(serviceRequests, id);
  if (record?.status !== "surveyed" || !stands(record)) return unchanged(undefined);
  return {
    writes: save(record, closed(record, note, { caller: SYSTEM, now })),
    result: undefined,
    // Somebody changed the request at this moment: look again.
    retry: () => close(id, stands, note, now),
  };
}

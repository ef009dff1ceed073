import type { Person } from "../access/directory.ts";
import { type Acting, stampOf } from "../http/context.ts";
import { nextVersion } from "../table/record.ts";
import { DAY } from "../time/units.ts";
import type { Complaint } from "./complaint.ts";
import { allowed, type ComplaintVerb } from "./status.ts";

type Step = Complaint["steps"][number];
type Fields = { [K in keyof Complaint]?: Complaint[K] | undefined };

/** The next version of a complaint with one more step. */
function stepped(
  record: Complaint,
  verb: ComplaintVerb,
  step: Omit<Step, "at" | "by">,
  fields: Fields,
  acting: Acting,
): Complaint {
  allowed(record, verb);
  const { by, now } = stampOf(acting);
  const steps = [...record.steps, { ...step, at: now.toISOString(), by }];
  return nextVersion(record, { ...fields, steps }, { by, now });
}

/** Given to somebody else, who sees to it from now on. @throws Problem conflict */
export function transferred(
  record: Complaint,
  to: Person,
  note: string | undefined,
  acting: Acting,
): Complaint {
  const fields: Fields = {
    status: "transferred",
    handlerId: to.userId,
    departmentId: to.departmentId,
    collaboratorIds: [...new Set([...record.collaboratorIds, record.handlerId])],
    transfers: record.transfers + 1,
  };
  return stepped(record, "transfer", { step: "transferred", to: to.userId, note }, fields, acting);
}

/** What is said of what was done about a complaint. */
interface Settled {
  readonly correctiveAction: string;
  readonly cause: string;
}

/** Put right. @throws Problem conflict */
export function resolved(record: Complaint, settled: Settled, acting: Acting): Complaint {
  const resolvedAt = acting.now.toISOString();
  return stepped(
    record,
    "resolve",
    { step: "resolved" },
    { ...settled, status: "resolved", resolvedAt },
    acting,
  );
}

/**
 * Closed; on the spot when it was not resolved before. First-contact resolution (DOMAIN §9): closed by the person who
 * took it, without transfer; only the first closing decides.
 * @throws Problem conflict
 */
export function closed(record: Complaint, settled: Partial<Settled>, acting: Acting): Complaint {
  const at = acting.now.toISOString();
  const isTaker = acting.caller.userId === record.receivedBy;
  const firstContact = record.firstContact ?? (isTaker && record.transfers === 0 && record.reopenings === 0);
  const fields = {
    ...settled,
    status: "closed",
    resolvedAt: record.resolvedAt ?? at,
    closedAt: at,
    firstContact,
  } as const;
  return stepped(record, "close", { step: "closed" }, fields, acting);
}

/**
 * Gone on with after all. Within some days of its closing that takes first-contact resolution back (DOMAIN §9).
 * @param days in which it does
 * @throws Problem conflict
 */
export function reopened(record: Complaint, reason: string, days: number, acting: Acting): Complaint {
  const { closedAt, firstContact, transfers, reopenings } = record;
  const soon = closedAt !== undefined && acting.now.getTime() - Date.parse(closedAt) <= days * DAY;
  const fields: Fields = {
    status: transfers > 0 ? "transferred" : "received",
    reopenings: reopenings + 1,
    resolvedAt: undefined,
    closedAt: undefined,
    firstContact: firstContact === undefined ? undefined : firstContact && !soon,
  };
  return stepped(record, "reopen", { step: "reopened", note: reason }, fields, acting);
}

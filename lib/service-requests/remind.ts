import { SYSTEM } from "../access/caller.ts";
import { type Person, person } from "../access/directory.ts";
import { managerOf } from "../access/manager.ts";
import { stampOf } from "../http/context.ts";
import { linkTo } from "../mail/links.ts";
import { queueMail } from "../mail/queue.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { find } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, unchanged, type Write } from "../table/write.ts";
import { stillWanted, type TargetSignal } from "./reminders.ts";
import { save } from "./save.ts";
import { type ServiceRequest, serviceRequests } from "./service-request.ts";
import { missedTask } from "./tasks.ts";
import { targetMessage } from "./words.ts";

const MARKS = { "first-response": "firstResponseAt", resolution: "resolutionAt" } as const;

/**
 * Warns that a target is about to be missed, or records that it was, when the signal still is what the request is to be
 * woken for: mails, tasks and a mark on the request, together. Repeating it changes nothing.
 */
export async function watchTarget(signal: TargetSignal, now: Date): Promise<Change<undefined>> {
  const record = await find(serviceRequests, signal.serviceRequestId);
  if (record === undefined || !stillWanted(record, signal)) return unchanged(undefined);
  const people = await peopleOf(record);
  const acting = { caller: SYSTEM, now };
  const next = nextVersion(record, marked(record, signal, now), stampOf(acting));
  return {
    writes: [
      ...save(record, next),
      ...tasksOf(next, signal, people, now),
      ...(await mailsOf(next, signal, people, now)),
    ],
    result: undefined,
    // Somebody changed the request at this moment: look again.
    retry: () => watchTarget(signal, now),
  };
}

/** A target is missed at the instant at which it was due, whenever that is noticed. */
function marked({ warned, missed }: ServiceRequest, { target, notice, dueAt }: TargetSignal, now: Date) {
  return notice === "warning"
    ? { warned: { ...warned, [MARKS[target]]: now.toISOString() } }
    : { missed: { ...missed, [MARKS[target]]: dueAt } };
}

interface People {
  /** Who works on it and still works here. */
  readonly technician: Person | undefined;
  /** The technician's manager, else the head of the department. */
  readonly manager: Person | undefined;
}

async function peopleOf({ technicianId, departmentId }: ServiceRequest): Promise<People> {
  const worker = technicianId === undefined ? undefined : await person(technicianId);
  const manager = await managerOf(worker ?? { ...SYSTEM, departmentId });
  return { technician: worker?.active === true ? worker : undefined, manager };
}

function tasksOf(
  record: ServiceRequest,
  { target, notice }: TargetSignal,
  { technician, manager }: People,
  now: Date,
): Write[] {
  if (notice === "warning") return [];
  const acting = { caller: SYSTEM, now };
  return [
    ...(technician === undefined ? [] : missedTask(record, target, "technician", technician, acting)),
    ...(manager === undefined ? [] : missedTask(record, target, "manager", manager, acting)),
  ];
}

/** A warning goes to whoever can still act, a miss to the manager too. */
async function mailsOf(
  record: ServiceRequest,
  { target, notice, kind, dueAt }: TargetSignal,
  { technician, manager }: People,
  now: Date,
): Promise<Write[]> {
  // Noticed too late to warn: the miss follows at once.
  if (notice === "warning" && dueAt <= now.toISOString()) return [];
  const told = notice === "warning" ? [technician ?? manager] : [technician, manager];
  const [{ timeZone: zone }, url] = await Promise.all([
    setting(company),
    linkTo("service-requests", record.id),
  ]);
  return told.flatMap((recipient) => {
    if (recipient === undefined) return [];
    const message = targetMessage(record, target, notice, {
      reader: recipient.name,
      language: recipient.language,
      technician: technician?.name,
      dueAt,
      zone,
      url,
    });
    const occasion = `${record.id}@${record.version}`;
    return [
      queueMail({ rule: `service-request.${kind}`, recipient, occasion, at: new Date(dueAt), message }, now),
    ];
  });
}

import { refusing } from "../resource/refusing.ts";

/** How far a service request is (DOMAIN §9); `missed` is a call that nobody answered. */
export const SERVICE_REQUEST_STATUSES = [
  "missed",
  "received",
  "assigned",
  "in-progress",
  "resolved",
  "surveyed",
  "closed",
] as const;
export type ServiceRequestStatus = (typeof SERVICE_REQUEST_STATUSES)[number];

/** States in which somebody still has to do something. */
export const OPEN_STATUSES = ["missed", "received", "assigned", "in-progress"] as const;
const open: readonly string[] = OPEN_STATUSES;

export function isOpen({ status }: { readonly status: ServiceRequestStatus }): boolean {
  return open.includes(status);
}

/** What can be done with a service request. */
export const VERBS = ["change", "assign", "start", "respond", "work", "resolve", "reopen", "close"] as const;
export type ServiceVerb = (typeof VERBS)[number];

/** Sentences that callers read: why a verb is refused in a state. */
export const STATUS_RULES = {
  closed: "a closed request is not changed: reopen it first",
  assignResolved: "a resolved request is not assigned: reopen it first",
  startUnassigned: "a request is assigned to a technician before it is started",
  started: "the request is started already",
  resolvedAlready: "the request is resolved already",
  respondMissed: "a missed call is assigned before somebody calls back",
  responded: "the first response is recorded already",
  workUnstarted: "a request is started before work on it is recorded",
  resolveUnassigned: "a request is assigned to a technician before it is resolved",
  reopenOpen: "only a resolved or closed request is reopened",
  closeUnresolved: "a request is resolved before it is closed",
  closedAlready: "the request is closed already",
} as const;

/** Requires that a verb may be used in a state: it is refused where a sentence stands. @throws Problem conflict */
export const allowed = refusing<ServiceVerb, ServiceRequestStatus>({
  change: { closed: STATUS_RULES.closed },
  assign: {
    resolved: STATUS_RULES.assignResolved,
    surveyed: STATUS_RULES.assignResolved,
    closed: STATUS_RULES.assignResolved,
  },
  start: {
    missed: STATUS_RULES.startUnassigned,
    received: STATUS_RULES.startUnassigned,
    "in-progress": STATUS_RULES.started,
    resolved: STATUS_RULES.resolvedAlready,
    surveyed: STATUS_RULES.resolvedAlready,
    closed: STATUS_RULES.resolvedAlready,
  },
  respond: {
    missed: STATUS_RULES.respondMissed,
    "in-progress": STATUS_RULES.responded,
    resolved: STATUS_RULES.responded,
    surveyed: STATUS_RULES.responded,
    closed: STATUS_RULES.responded,
  },
  work: {
    missed: STATUS_RULES.workUnstarted,
    received: STATUS_RULES.workUnstarted,
    assigned: STATUS_RULES.workUnstarted,
    closed: STATUS_RULES.closed,
  },
  resolve: {
    missed: STATUS_RULES.resolveUnassigned,
    received: STATUS_RULES.resolveUnassigned,
    resolved: STATUS_RULES.resolvedAlready,
    surveyed: STATUS_RULES.resolvedAlready,
    closed: STATUS_RULES.resolvedAlready,
  },
  reopen: {
    missed: STATUS_RULES.reopenOpen,
    received: STATUS_RULES.reopenOpen,
    assigned: STATUS_RULES.reopenOpen,
    "in-progress": STATUS_RULES.reopenOpen,
  },
  close: {
    received: STATUS_RULES.closeUnresolved,
    assigned: STATUS_RULES.closeUnresolved,
    "in-progress": STATUS_RULES.closeUnresolved,
    closed: STATUS_RULES.closedAlready,
  },
});

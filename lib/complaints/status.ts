import { refusing } from "../resource/refusing.ts";

/** How far a complaint is (DOMAIN §9). */
export const COMPLAINT_STATUSES = ["received", "transferred", "resolved", "closed"] as const;
export type ComplaintStatus = (typeof COMPLAINT_STATUSES)[number];

/** What can be done with a complaint. */
export const VERBS = ["change", "transfer", "resolve", "close", "reopen"] as const;
export type ComplaintVerb = (typeof VERBS)[number];

/** Sentences that callers read: why a verb is refused in a state. */
export const STATUS_RULES = {
  closed: "a closed complaint is not changed: reopen it first",
  transferResolved: "a resolved complaint is not transferred: reopen it first",
  resolvedAlready: "the complaint is resolved already",
  closeUnresolved: "a transferred complaint is resolved before it is closed",
  closedAlready: "the complaint is closed already",
  reopenOpen: "only a resolved or closed complaint is reopened",
} as const;

/** Requires that a verb may be used in a state: it is refused where a sentence stands. @throws Problem conflict */
export const allowed = refusing<ComplaintVerb, ComplaintStatus>({
  change: { closed: STATUS_RULES.closed },
  transfer: { resolved: STATUS_RULES.transferResolved, closed: STATUS_RULES.transferResolved },
  resolve: { resolved: STATUS_RULES.resolvedAlready, closed: STATUS_RULES.resolvedAlready },
  close: { transferred: STATUS_RULES.closeUnresolved, closed: STATUS_RULES.closedAlready },
  reopen: { received: STATUS_RULES.reopenOpen, transferred: STATUS_RULES.reopenOpen },
});

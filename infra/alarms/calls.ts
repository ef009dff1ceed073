import type { Lambda } from "../../functions/lambda.ts";
import type { Runbook } from "../runbooks/runbook.ts";

/** What somebody is called for. */
export type Call =
  | "requests-fail"
  | "work-is-behind"
  | "mails-do-not-leave"
  | "reminders-do-not-come"
  | "care-does-not-run";

/** What makes many things fail at once. */
export type Cause = "table-throttled" | "nothing-follows";

interface Calling {
  readonly says: string;
  readonly runbook: Runbook;
  /** While it rings, somebody was called already for what is wrong here, too. */
  readonly silentDuring?: Cause;
}

/** One alarm each that calls somebody, for whatever the alarms of its functions and services tell. */
export const CALLS: Readonly<Record<Call, Calling>> = {
  "requests-fail": {
    says: "People who work with the product get errors, or wait.",
    runbook: "requests-failing",
  },
  "work-is-behind": {
    says: "What follows from people's work does not follow: reports, histories, lookups, reactions.",
    runbook: "stream-behind",
    silentDuring: "table-throttled",
  },
  "mails-do-not-leave": {
    says: "Mails are not sent, or SES is about to stop them.",
    runbook: "mails-not-leaving",
    silentDuring: "nothing-follows",
  },
  "reminders-do-not-come": {
    says: "Nobody is reminded of what they promised.",
    runbook: "schedules-dropped",
    silentDuring: "nothing-follows",
  },
  "care-does-not-run": {
    says: "Customers are not greeted, campaigns stand still, or points and classes of customers are out of date.",
    runbook: "schedules-dropped",
    silentDuring: "nothing-follows",
  },
};

/** Alarms that call nobody and keep others silent; what they are made of is part of a call of its own. */
export const CAUSES: Readonly<Record<Cause, { readonly says: string; readonly of: readonly Cause[] }>> = {
  "table-throttled": {
    says: "The table refuses reads or writes: everything that needs it waits. Calls by requests-fail.",
    of: ["table-throttled"],
  },
  "nothing-follows": {
    says: "The table refuses, or nobody hears of its changes: no event, no schedule, no mail. Calls by requests-fail or work-is-behind.",
    of: ["table-throttled", "nothing-follows"],
  },
};

/** Functions by what they are for, where it is not what triggers them that tells it. */
export const OWN_CALLS: Readonly<Record<string, Call>> = {
  "send-mail": "mails-do-not-leave",
  "sweep-mails": "mails-do-not-leave",
  "mail-feedback": "mails-do-not-leave",
  "keep-schedules": "reminders-do-not-come",
  care: "care-does-not-run",
  "care-sweep": "care-does-not-run",
  "follow-care-mail": "care-does-not-run",
  "greet-newcomers": "care-does-not-run",
  "withdraw-care-mails": "care-does-not-run",
  "congratulate-members": "care-does-not-run",
  "campaign-due": "care-does-not-run",
  "sweep-campaigns": "care-does-not-run",
  "follow-campaign": "care-does-not-run",
  "value-nightly": "care-does-not-run",
  "value-customers": "care-does-not-run",
  "sweep-points": "care-does-not-run",
};

/** What somebody is called for when a function fails. */
export function callOf({ name, trigger: { kind } }: Lambda): Call {
  const own = OWN_CALLS[name];
  if (own !== undefined) return own;
  switch (kind) {
    case "http":
      return "requests-fail";
    case "schedule":
      return "reminders-do-not-come";
    case "aws":
      return "mails-do-not-leave";
    case "stream":
    case "bus":
    case "cron":
      return "work-is-behind";
    default:
      return kind satisfies never;
  }
}

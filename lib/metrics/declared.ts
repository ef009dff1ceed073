import { defineMetric, type Metric } from "./metric.ts";

export const COLD_START = defineMetric({
  name: "ColdStart",
  unit: "Milliseconds",
  from: ["*"],
  kind: "lasted",
  meaning:
    "How long new processes took to begin, and how many began. More than usual after a deployment is usual; a longer one means that a function loads more than it did: look at the size of its bundle.",
});

export const CLIENT_ERRORS = defineMetric({
  name: "ClientErrors",
  unit: "Count",
  by: "FunctionName",
  from: ["api-"],
  kind: "happened",
  meaning:
    "Requests refused with 4xx, by area: a caller does something wrong, or may not do it. When one rises after a release of a front end, its logs say which route and problem code.",
});

export const SERVER_ERRORS = defineMetric({
  name: "ServerErrors",
  unit: "Count",
  by: "FunctionName",
  from: ["api-"],
  kind: "happened",
  meaning:
    "Requests answered with 5xx, by area: our fault, or the table's. Any is one too many: the error lines of that area's log say what failed, each with its `correlationId`.",
});

export const CHANGES_FAILED = defineMetric({
  name: "ChangesFailed",
  unit: "Count",
  by: "FunctionName",
  from: ["stream-"],
  kind: "happened",
  meaning:
    "Changes of the table that could not be followed and are delivered again. Some while the table or the bus is busy pass; the same for minutes end as dead letters.",
});

export const EVENTS_ANNOUNCED = defineMetric({
  name: "EventsAnnounced",
  unit: "Count",
  from: ["stream-records"],
  kind: "happened",
  meaning:
    "Events put on the bus. None while people work means that nothing follows from what they write: look at the stream's lag.",
});

const mailMetric = /* @__NO_SIDE_EFFECTS__ */ (name: string, meaning: string) =>
  defineMetric({ name, unit: "Count", from: ["stream-records"], kind: "happened", meaning });

/** What becomes of mails, by the status that they reach. */
export const MAILS = {
  queued: mailMetric(
    "MailsQueued",
    "Mails that came to be: what is queued is sent within seconds, unless it waits for its hour.",
  ),
  sent: mailMetric(
    "MailsSent",
    "Mails that SES took. Far fewer than were queued: see the oldest unsent one.",
  ),
  delivered: mailMetric(
    "MailsDelivered",
    "Mails that the recipient's server took. None for hours while mails are sent: nobody tells us what becomes of them: look at the alarms of `mail-feedback`.",
  ),
  bounced: mailMetric(
    "MailsBounced",
    "Mails that came back. From 5 % of those sent SES reviews us, from 10 % it stops us: look at where the addresses come from.",
  ),
  complained: mailMetric(
    "MailsComplained",
    "Mails that somebody called spam. From 1 in 1,000 SES reviews us, from 5 it stops us: look at the campaign that they belong to.",
  ),
  suppressed: mailMetric(
    "MailsSuppressed",
    "Mails not sent, since their recipients refuse them or mails do not reach them. This is as it should be; many at once: look at the audience of the campaign.",
  ),
  failed: mailMetric(
    "MailsFailed",
    "Mails given up. Any is one too many: the log of `send-mail` says why, by `mailId`.",
  ),
} as const;

export const GREETINGS_SENT = defineMetric({
  name: "GreetingsSent",
  unit: "Count",
  from: ["stream-records"],
  kind: "happened",
  meaning: "Care mails that were sent. None for a day while rules are on: the sweep of the morning failed.",
});

export const GREETINGS_HELD = defineMetric({
  name: "GreetingsHeld",
  unit: "Count",
  from: ["stream-records"],
  kind: "happened",
  meaning:
    "Care mails held back by restraint, consent or a missing address; each says why at /care-mails. More than are sent: look at the reasons.",
});

export const OLDEST_UNSENT_MAIL = defineMetric({
  name: "OldestUnsentMail",
  unit: "Seconds",
  from: ["take-stock"],
  kind: "stands",
  meaning:
    "How long the oldest mail waits that ought to be sent. More than minutes: SES does not take our mails, or nobody hands them over: look at the alarms of `send-mail` and `sweep-mails`.",
});

/** A figure of the business as a ledger's entries change it. */
interface BookMetric extends Metric {
  readonly ledger: string;
  /** Those of its measures that add up to the figure. */
  readonly measures: readonly string[];
}

const bookMetric = /* @__NO_SIDE_EFFECTS__ */ (
  name: string,
  ledger: string,
  measures: readonly string[],
  meaning: string,
): BookMetric => ({
  name,
  unit: name.endsWith("Amount") || name.endsWith("Score") ? "None" : "Count",
  from: ["stream-ledgers"],
  kind: "happened",
  ledger,
  measures,
  meaning,
});

/** Counted from what the stream adds to the totals, which it does exactly once; what is undone is subtracted. */
export const BOOKS: readonly BookMetric[] = [
  bookMetric(
    "WonAmount",
    "sales",
    ["wonAmount"],
    "What was won, in minor units; less after a win was undone. Compare it with /reports/performance, which is exact.",
  ),
  bookMetric(
    "DealsWon",
    "sales",
    ["deals"],
    "Opportunities won; less after a win was undone. Compare it with /reports/performance, which is exact.",
  ),
  bookMetric(
    "DealsLost",
    "sales",
    ["lost"],
    "Opportunities lost; less after one was reopened. /reports/win-loss says why, and to whom.",
  ),
  bookMetric(
    "CommissionAmount",
    "sales",
    ["commission"],
    "Commission accrued, in minor units. Wins without any: a commission plan is missing for their month.",
  ),
  bookMetric(
    "RequestsReceived",
    "service",
    ["received"],
    "Service requests that came in, missed calls included. None on a working day: see whether those who take them in are refused by the area `service-requests`.",
  ),
  bookMetric(
    "RequestsResolved",
    "service",
    ["resolved"],
    "Service requests resolved; reopened ones are subtracted. Fewer than come in, for days: too few people, or no parts.",
  ),
  bookMetric(
    "TargetsMissed",
    "service",
    ["firstTargetMissed", "resolutionTargetMissed"],
    "Promises of response or resolution that were not kept. Rising with open requests: too few people; alone: look at the targets.",
  ),
  bookMetric(
    "ComplaintsReceived",
    "complaints",
    ["received"],
    "Complaints that came in. More than usual: see at /complaints what they have in common.",
  ),
  bookMetric(
    "SurveyAnswers",
    "satisfaction",
    ["answers"],
    "Customers who said how satisfied they are. None for days while requests are resolved: look at the alarms of `ask-satisfaction`, and whether mails leave.",
  ),
  bookMetric(
    "SurveyScore",
    "satisfaction",
    ["scoreSum"],
    "The sum of what they said, 1 to 5 each. Low against the answers: /reports/satisfaction says of whom and of what.",
  ),
];

const stockMetric = /* @__NO_SIDE_EFFECTS__ */ (name: string, meaning: string, by?: string) =>
  defineMetric({
    name,
    unit: "Count",
    from: ["take-stock"],
    kind: "stands",
    meaning,
    ...(by !== undefined && { by }),
  });

export const OVERDUE_FOLLOW_UPS = stockMetric(
  "OverdueFollowUps",
  "Follow-ups whose time has come and gone. A jump at once, not by and by: reminders did not reach anybody: look into the dead letters of the one-time schedules.",
);
export const OPEN_REQUESTS = stockMetric(
  "OpenRequests",
  "Service requests in which somebody still has to do something, missed calls included. Rising for days: more come in than are resolved; see who has how many.",
);
export const MEMBERS = stockMetric(
  "Members",
  "Members by the tier that they have now. A jump at once: somebody changed what tiers take, see /settings/membership-tiers.",
  "Tier",
);

/** Every metric of the product. */
export const METRICS: readonly Metric[] = /* @__PURE__ */ together(
  { COLD_START, CLIENT_ERRORS, SERVER_ERRORS, CHANGES_FAILED, EVENTS_ANNOUNCED },
  MAILS,
  { GREETINGS_SENT, GREETINGS_HELD, OLDEST_UNSENT_MAIL },
  BOOKS,
  { OVERDUE_FOLLOW_UPS, OPEN_REQUESTS, MEMBERS },
);

function together(...groups: readonly (Readonly<Record<string, Metric>> | readonly Metric[])[]): Metric[] {
  return groups.flatMap((group) => Object.values<Metric>(group));
}

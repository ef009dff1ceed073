import { defineMetric, type Metric } from "./metric.ts";

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

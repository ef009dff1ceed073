import { Duration } from "aws-cdk-lib";
import { BOOKS, MEMBERS, OPEN_REQUESTS, OVERDUE_FOLLOW_UPS } from "../../lib/metrics/business.ts";
import { GREETINGS_HELD, GREETINGS_SENT } from "../../lib/metrics/mails.ts";
import type { Metric as Declared } from "../../lib/metrics/metric.ts";
import type { Stage } from "../stage.ts";
import type { Board, Graph, Line } from "./board.ts";
import { computed, found, type Sight, told } from "./lines.ts";

const DAY = Duration.days(1);
const HOUR = Duration.hours(1);
/** Money is told in minor units. */
const MAJOR = "a day, minor units / 100";

/** How the business goes, day by day. */
export function business(sight: Sight): Board {
  return {
    name: "business",
    asks: "How does the business go, day by day (of UTC)?",
    hours: 24 * 28,
    steady: true,
    sections: [
      { title: "Sales", runbook: "aggregate-drift", graphs: sales(sight) },
      { title: "Service", graphs: requests(sight) },
      { title: "Satisfaction", runbook: "aggregate-drift", graphs: satisfaction(sight) },
      { title: "Customers", graphs: customers(sight) },
    ],
  };
}

/** A figure of the books, by its name. */
function book(name: string): Declared {
  const metric = BOOKS.find((one) => one.name === name);
  if (metric === undefined) throw new Error(`no book tells ${name}`);
  return metric;
}

function sales({ stage }: Sight): Graph[] {
  const major = (label: string, name: string): Line =>
    computed(stage, label, "minor / 100", { minor: book(name) }, DAY);
  return [
    { title: "Won", unit: MAJOR, lines: [major("Won amount", "WonAmount")], signed: true },
    { title: "Deals", unit: "a day", lines: daily(stage, ["DealsWon", "DealsLost"]), signed: true },
    {
      title: "Commission",
      unit: MAJOR,
      lines: [major("Commission amount", "CommissionAmount")],
      signed: true,
    },
  ];
}

function requests({ stage }: Sight): Graph[] {
  return [
    {
      title: "Received and resolved",
      unit: "requests a day",
      lines: daily(stage, ["RequestsReceived", "RequestsResolved"]),
      signed: true,
    },
    { title: "Open", unit: "requests", lines: [told(stage, OPEN_REQUESTS, { period: HOUR })] },
    { title: "Promises not kept", unit: "a day", lines: daily(stage, ["TargetsMissed"]), signed: true },
  ];
}

function satisfaction({ stage }: Sight): Graph[] {
  const score = { score: book("SurveyScore"), answers: book("SurveyAnswers") };
  return [
    {
      title: "How satisfied",
      unit: "1 to 5, on average",
      lines: [computed(stage, "Satisfaction", "score / answers", score, DAY)],
      says: "The average of a day, of few answers on most days. Low for a week: /reports/satisfaction says of whom and of what.",
    },
    {
      title: "Answers",
      unit: "a day",
      lines: daily(stage, ["SurveyAnswers"]),
      signed: true,
    },
    { title: "Complaints", unit: "a day", lines: daily(stage, ["ComplaintsReceived"]), signed: true },
  ];
}

function customers({ stage }: Sight): Graph[] {
  return [
    {
      title: "Members by tier",
      unit: "members",
      lines: [found(stage, MEMBERS, HOUR)],
      stacked: true,
    },
    {
      title: "Greetings",
      unit: "mails a day",
      lines: [GREETINGS_SENT, GREETINGS_HELD].map((metric) => told(stage, metric, { period: DAY })),
    },
    {
      title: "Overdue follow-ups",
      unit: "follow-ups",
      lines: [told(stage, OVERDUE_FOLLOW_UPS, { period: HOUR, label: "Overdue follow-ups" })],
    },
  ];
}

function daily(stage: Stage, names: readonly string[]): Line[] {
  return names.map((name) => told(stage, book(name), { period: DAY }));
}

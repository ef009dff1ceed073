import { scheduleLambdas } from "../../functions/schedule/manifest.ts";
import { cronTimes } from "../local/timetable.ts";

/** A month of a company. */
export interface Volume {
  readonly users: number;
  readonly customers: number;
  /** How often a month each action is done. */
  readonly actions: Readonly<Record<string, number>>;
}

/** The sizes that the sheet shows unless told. */
export const SIZES = [10, 200, 5_000] as const;

const WORKING_DAYS = 22;
const NIGHTS = 365 / 12;
const CUSTOMERS_PER_USER = 300;

/**
 * What a person does on a working day, on an average over sellers, those who serve, and everybody else: some 60 requests
 * that read, as many as a working day of the load test has of each kind, and a quarter as many that change something.
 */
export const A_DAY: Readonly<Record<string, number>> = {
  "me.read": 2,
  "customer.list": 6,
  "customer.read": 8,
  "customer.find": 7,
  "customer.overview": 8,
  "opportunity.list": 5,
  "opportunity.read": 6,
  "me.tasks": 6,
  "follow-up.list": 2,
  "product.list": 2,
  "service-request.list": 3,
  "service-request.read": 2,
  "service-card.find": 1,
  "membership.read": 1.5,
  "report.performance": 0.4,
  "report.commission": 0.2,
  "report.forecast": 0.4,
  "report.win-loss": 0.2,
  "customer.create": 0.2,
  "contact.create": 0.8,
  "customer.update": 1,
  "opportunity.create": 0.6,
  "opportunity.update": 1.6,
  "follow-up.plan": 1.5,
  "follow-up.due": 1,
  "follow-up.complete": 1.5,
  "task.create": 0.5,
  "task.complete": 0.8,
  "activity.create": 1.5,
  "opportunity.win": 0.15,
  "opportunity.lose": 0.15,
  delivery: 0.15,
  "service-request": 0.4,
  "survey.answer": 0.12,
  complaint: 0.03,
  "membership.join": 0.08,
  "membership.spend": 1,
  "membership.top-up": 0.05,
  "membership.redeem": 0.05,
  "care.greeting": 0.25,
  "campaign.mail": 2,
  "import.row": 0.5,
};

/** What the nights do with each customer. */
export const A_NIGHT: Readonly<Record<string, number>> = { "value.customer": 1 };

/** How an action of a sweep that finds nothing to do is called. */
export const idle = (name: string) => `idle.${name}`;

/** How often a month each sweep is begun, whether or not it finds something. */
export function sweeps(): Record<string, number> {
  return Object.fromEntries(
    scheduleLambdas.flatMap(({ name, trigger }) =>
      trigger.kind === "cron" ? [[idle(name), timesAMonth(trigger.expression)]] : [],
    ),
  );
}

/** How often a month a cron expression of AWS comes due, on an average; what is daily is counted on one day. */
export function timesAMonth(expression: string): number {
  const isDaily = /^cron\(\S+ \S+ [*?] \* [*?] \*\)$/.test(expression);
  const begins = Date.UTC(2026, 0, 1);
  const ends = isDaily ? begins + 86_400_000 : Date.UTC(2027, 0, 1);
  const next = cronTimes(expression, "UTC");
  let count = 0;
  for (let at = next(new Date(begins - 1)); at !== undefined && at.getTime() < ends; at = next(at))
    count += 1;
  return isDaily ? count * NIGHTS : count / 12;
}

/** A company with so many users; all but the sweeps grows with them. */
export function volumeOf(users: number, swept = sweeps()): Volume {
  const customers = users * CUSTOMERS_PER_USER;
  const times = (rates: Readonly<Record<string, number>>, factor: number) =>
    Object.entries(rates).map(([action, rate]) => [action, rate * factor] as const);
  return {
    users,
    customers,
    actions: Object.fromEntries([
      ...times(A_DAY, users * WORKING_DAYS),
      ...times(A_NIGHT, customers * NIGHTS),
      ...Object.entries(swept),
    ]),
  };
}

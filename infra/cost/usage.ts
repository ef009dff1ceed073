import type { Assumptions } from "./assumptions.ts";
import type { Deployed } from "./deployed.ts";
import { type Usage, usageOf } from "./meters.ts";
import type { Work } from "./profile.ts";
import type { Volume } from "./volumes.ts";

const GB = 1024 ** 3;

/** What doing something once is billed for. Linear: twice the work is twice the usage. */
export function usageOfWork(
  work: Work,
  { memory, clocked }: Pick<Deployed, "memory" | "clocked">,
  assume: Assumptions,
): Usage {
  const { lambdaFactor, coldStarts, logLine, monthsOfData, logsKept, archiveMonths } = assume;
  const functions = Object.entries(work.functions);
  const runs = functions.reduce((sum, [, each]) => sum + each.runs, 0);
  const compute = functions.reduce((sum, [name, each]) => {
    const started = each.runs * coldStarts.share * coldStarts.milliseconds;
    return sum + ((each.milliseconds * lambdaFactor + started) / 1000) * ((memory.get(name) ?? 0) / 1024);
  }, 0);
  const logs =
    (work.logBytes + work.logLines * logLine + runs * assume.platformLog + work.requests * assume.accessLog) /
    GB;
  const stored = (work.storedBytes / GB) * monthsOfData;
  // SES tells of every mail that it was delivered.
  const events = work.events + work.mails;
  const archived = work.eventBytes / GB;
  return usageOf({
    "dynamodb-writes": work.writeUnits,
    "dynamodb-reads": work.readUnits,
    "dynamodb-storage": stored,
    "dynamodb-backup": stored,
    "lambda-requests": runs,
    "lambda-compute": compute,
    "api-requests": work.requests,
    "bus-events": events,
    "bus-archive": archived,
    "bus-archive-storage": archived * archiveMonths,
    schedules: functions.reduce((sum, [name, each]) => sum + (clocked.has(name) ? each.runs : 0), 0),
    mails: work.mails,
    "cloudwatch-logs": logs,
    "cloudwatch-log-storage": logs * logsKept.share * logsKept.months,
    "transfer-out": work.answerBytes / GB,
  });
}

/** What is billed for standing there, and for people who may come; the API's routes as far as they are asked for. */
export function usageOfStanding(
  standing: Deployed,
  { users }: Pick<Volume, "users">,
  requests: number,
  assume: Assumptions,
): Usage {
  const { hoursInMonth, workingHours, metricsOfRoute, keyMinutes } = assume;
  const working = workingHours / hoursInMonth;
  const { always, whileWorking } = standing.metrics;
  const routes = standing.routeMetrics ? touched(standing.routes, requests / workingHours) : 0;
  const { all, always: awake } = standing.keyUsers;
  return usageOf({
    "cloudwatch-metrics": always + whileWorking * working,
    "cloudwatch-route-metrics": routes * metricsOfRoute * working,
    "cloudwatch-alarms": standing.alarms,
    "cloudwatch-composites": standing.composites,
    "cloudwatch-dashboards": standing.dashboards,
    logins: users,
    "key-requests": ((awake * hoursInMonth + (all - awake) * workingHours) * 60) / keyMinutes,
  });
}

/** How many of some things are met at least once when so many requests fall on them at random. */
export function touched(things: number, requests: number): number {
  return things * (1 - Math.exp(-requests / things));
}

/**
 * How many runs are traced when so many are spread over a month's working hours: each by itself, which is more than there
 * are traces, since those that an event leads to belong to its trace.
 */
export function tracesOf(
  runs: Readonly<Record<string, number>>,
  { traces: { aSecond, share }, workingHours }: Assumptions,
): number {
  const reservoir = workingHours * 3600 * aSecond;
  return Object.values(runs).reduce(
    (sum, each) => sum + Math.min(each, reservoir) + Math.max(0, each - reservoir) * share,
    0,
  );
}

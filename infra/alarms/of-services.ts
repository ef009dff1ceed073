import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import { ofApi } from "../constructs/metrics.ts";
import { ofSchedules } from "../dashboards/aws.ts";
import type { Stage } from "../stage.ts";
import { ofAccount, refusedByTable } from "./figures.ts";
import { deadLettersWatch } from "./of-functions.ts";
import { NOTHING_HAPPENED, type Watch } from "./watch.ts";

/** What is watched besides the functions: the API, the table, the account and the schedules. */
export function sharedWatches(stage: Stage, apiId: string): Watch[] {
  return [...ofRequests(apiId), ...ofTable(stage), ...ofTheScheduler(stage)];
}

function ofRequests(apiId: string): Watch[] {
  const shared = { call: "requests-fail", runbook: "requests-failing" } as const;
  return [
    {
      ...shared,
      name: "api-5xx",
      says: "Ten requests or more were answered with server errors within five minutes.",
      impact: "Callers of the API get errors instead of answers.",
      look: "The saved query unexpected-errors, and which area's own alarm rings.",
      metric: ofApi(apiId, "5xx"),
      rings: {
        at: 10,
        in: [1, 1],
        because:
          "So many at once wait for no second look; fewer ring by the alarm of their area when they go on.",
        silence: NOTHING_HAPPENED,
      },
    },
    {
      ...shared,
      name: "api-slow",
      says: "For a quarter of an hour one request in a hundred has taken more than three seconds.",
      impact: "People wait, and press their buttons twice.",
      look: "The saved query slowest-requests: one route, or all of them?",
      metric: ofApi(apiId, "Latency", Stats.percentile(99)),
      rings: {
        at: 3_000,
        in: [3, 3],
        because: "New processes and long imports make single periods slow; three in a row are not theirs.",
        silence: { ...NOTHING_HAPPENED, because: "Without requests nobody waits." },
      },
    },
    {
      ...shared,
      name: "functions-throttled",
      says: "Lambda refuses to run functions: the account's concurrency is used up.",
      impact: "Requests are refused, and everything behind them is late.",
      look: "ConcurrentExecutions of the account, whoever else uses it, and its quota.",
      metric: ofAccount("AWS/Lambda", "Throttles", Stats.SUM),
      rings: {
        at: 10,
        in: [2, 3],
        because: "What is refused for a moment is tried again by Lambda, by the bus and by callers.",
        silence: NOTHING_HAPPENED,
      },
    },
  ];
}

function ofTable(stage: Stage): Watch[] {
  return (["Read", "Write"] as const).map((what) => ({
    name: `table-${what.toLowerCase()}s-throttled`,
    says: `DynamoDB refuses ${what.toLowerCase()}s of the table or of one of its indexes.`,
    impact: "Requests are slow or refused, and what follows from them is late.",
    look: "Which of the metric's places it is; what was imported; one key that many write at once.",
    runbook: "requests-failing",
    call: "requests-fail",
    cause: "table-throttled",
    metric: refusedByTable(stage, `${what}ThrottleEvents`),
    rings: {
      at: 10,
      in: [2, 3],
      because: "A table on demand grows while it refuses, and clients repeat what was refused.",
      silence: NOTHING_HAPPENED,
    },
  }));
}

function ofTheScheduler(stage: Stage): Watch[] {
  const call = "reminders-do-not-come";
  const impact = "Somebody is not reminded or warned, or a nightly work is not done.";
  const dropped = (group: "one-time" | "recurring"): Watch => ({
    name: `${group}-schedules-dropped`,
    says: `EventBridge Scheduler gave up handing over schedules of the group ${group}.`,
    impact,
    look: "The dead letters of the schedules, and whether their functions and roles are still there.",
    runbook: "schedules-dropped",
    call,
    metric: ofSchedules(stage, group, "InvocationDroppedCount"),
    rings: {
      at: 1,
      in: [1, 1],
      because: "It tried for six hours before it gave up.",
      silence: NOTHING_HAPPENED,
    },
  });
  return [
    dropped("one-time"),
    dropped("recurring"),
    {
      call,
      impact: `${impact} A promise to a customer may be broken.`,
      ...deadLettersWatch(stage, "one-time-schedules"),
    },
  ];
}

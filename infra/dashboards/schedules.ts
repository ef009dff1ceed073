import { MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import { ofEach, ofSchedules } from "./aws.ts";
import type { Graph, Line } from "./board.ts";
import { highest } from "./highest.ts";
import { line, type Sight } from "./lines.ts";

type Group = Parameters<typeof ofSchedules>[1];

/** Whether what is due is fired. */
export function schedules({ stage, functions }: Sight): Graph[] {
  const run = functions.filter(({ trigger }) => trigger.kind === "schedule" || trigger.kind === "cron");
  const lines = (group: Group): Line[] => {
    const of = (metricName: string) => ofSchedules(stage, group, metricName);
    const usingMetrics = { due: of("InvocationAttemptCount"), failed: of("TargetErrorCount") };
    const fired = new MathExpression({
      label: "Fired",
      expression: "due - FILL(failed, 0)",
      usingMetrics,
    });
    return [
      line("Due, retries too", usingMetrics.due),
      { metric: fired },
      line("Throttled, fired later", of("InvocationThrottleCount")),
      line("Dropped", of("InvocationDroppedCount")),
      line("Put aside", of("InvocationsSentToDeadLetterCount")),
      line("Lost", of("InvocationsFailedToBeSentToDeadLetterCount")),
    ];
  };
  return [
    {
      title: "One-time schedules",
      unit: "schedules",
      lines: lines("one-time"),
      says: "Follow-ups, tasks, service targets and campaigns at their hour. Dropped ones were tried for hours: somebody is not reminded; they lie among the dead letters. None due on a working day: nobody made any, see the function `keep-schedules`.",
    },
    {
      title: "Recurring schedules",
      unit: "schedules",
      lines: lines("recurring"),
      says: "Sweeps and nightly work. A dropped one is made up for by the next, of care at the next hour of the same day; redrive it when that is too late. None due for an hour: the group is gone; deploy again.",
    },
    {
      title: "Runs of what is scheduled",
      unit: "runs",
      lines: [highest(ofEach(stage, run, "Invocations"), "SUM")],
      says: "Together about as many as were fired. Far fewer: the scheduler may not call them, see the role of its group.",
    },
  ];
}

import { Duration } from "aws-cdk-lib";
import { type IMetric, MathExpression, Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { TABLE } from "../../lib/table/definition.ts";
import { nameOf, type Stage } from "../stage.ts";

/** Two figures as one; where one of them has nothing to tell, it is the other. */
export function together(label: string, figures: readonly Metric[]): IMetric {
  const named = Object.fromEntries(figures.map((figure, index) => [`m${index}`, figure]));
  return new MathExpression({
    label,
    expression: `SUM([${Object.keys(named).join(", ")}])`,
    usingMetrics: named,
    period: figures[0]?.period ?? Duration.minutes(5),
  });
}

/** How often DynamoDB refused reads or writes, of the table and of all its indexes. */
export function refusedByTable(
  stage: Stage,
  metricName: "ReadThrottleEvents" | "WriteThrottleEvents",
): IMetric {
  const table = { TableName: nameOf(stage, "table") };
  const places = [
    table,
    ...Object.keys(TABLE.indexes).map((index) => ({ ...table, GlobalSecondaryIndexName: index })),
  ];
  const figures = places.map(
    (dimensionsMap) =>
      new Metric({
        namespace: "AWS/DynamoDB",
        metricName,
        dimensionsMap,
        statistic: Stats.SUM,
        period: Duration.minutes(5),
      }),
  );
  return together(metricName, figures);
}

/** What EventBridge Scheduler tells of a group of schedules. */
export function ofSchedules(stage: Stage, group: "one-time" | "recurring", metricName: string): Metric {
  return new Metric({
    namespace: "AWS/Scheduler",
    metricName,
    dimensionsMap: { ScheduleGroup: nameOf(stage, group) },
    statistic: Stats.SUM,
    period: Duration.minutes(5),
  });
}

/** A figure of the whole account in its region, by which AWS itself judges. */
export function ofAccount(
  namespace: string,
  metricName: string,
  statistic: string,
  period = Duration.minutes(5),
): Metric {
  return new Metric({ namespace, metricName, statistic, period });
}

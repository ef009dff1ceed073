import { Duration } from "aws-cdk-lib";
import { type IMetric, MathExpression, Metric } from "aws-cdk-lib/aws-cloudwatch";
import { TABLE } from "../../lib/table/definition.ts";
import { ofTable } from "../dashboards/aws.ts";
import type { Stage } from "../stage.ts";

/** Several figures as one; where one of them has nothing to tell, it is the others'. */
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
  const figures = [
    ofTable(stage, metricName),
    ...Object.keys(TABLE.indexes).map((GlobalSecondaryIndexName) =>
      ofTable(stage, metricName, { GlobalSecondaryIndexName }),
    ),
  ];
  return together(metricName, figures);
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

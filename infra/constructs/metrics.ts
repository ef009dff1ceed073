import { Duration } from "aws-cdk-lib";
import { Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { Metric as Declared } from "../../lib/metrics/metric.ts";
import { nameOf, type Stage } from "../stage.ts";
import { deadLettersOf } from "./dead-letters.ts";

// Names instead of references: a reference would tie every stack's exports to this one and block their updates.

/** A metric of a function, in steps of five minutes. */
export function ofFunction(stage: Stage, short: string, metricName: string, statistic: string): Metric {
  return new Metric({
    namespace: "AWS/Lambda",
    metricName,
    dimensionsMap: { FunctionName: nameOf(stage, short) },
    statistic,
    period: Duration.minutes(5),
  });
}

/** How many messages lie in a dead-letter queue. */
export function depthOf(stage: Stage, owner: string): Metric {
  return new Metric({
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensionsMap: { QueueName: nameOf(stage, deadLettersOf(owner)) },
    statistic: Stats.MAXIMUM,
    period: Duration.minutes(5),
  });
}

/** A metric of the API, in steps of five minutes. */
export function ofApi(apiId: string, metricName: string, statistic: string = Stats.SUM): Metric {
  return new Metric({
    namespace: "AWS/ApiGateway",
    metricName,
    dimensionsMap: { ApiId: apiId },
    statistic,
    period: Duration.minutes(5),
  });
}

/** Where the functions of a stage tell their metrics. */
export function namespaceOf(stage: Stage): string {
  return nameOf(stage, "product");
}

const STATISTICS = { happened: Stats.SUM, stands: Stats.MAXIMUM, lasted: Stats.percentile(99) } as const;

/**
 * A metric that the product declares, in steps of five minutes; by its kind a sum, the most, or p99.
 * @param of the value of its own dimension, e.g. the tier
 */
export function ofProduct(stage: Stage, { name, by, kind }: Declared, of?: string): Metric {
  return new Metric({
    namespace: namespaceOf(stage),
    metricName: name,
    ...(by !== undefined &&
      of !== undefined && { dimensionsMap: { [by]: by === "FunctionName" ? nameOf(stage, of) : of } }),
    statistic: STATISTICS[kind],
    period: Duration.minutes(5),
  });
}

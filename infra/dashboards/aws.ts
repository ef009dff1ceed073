import { Duration } from "aws-cdk-lib";
import { Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { Lambda } from "../../functions/lambda.ts";
import { deadLettersOf } from "../constructs/dead-letters.ts";
import { ofFunction } from "../constructs/metrics.ts";
import { configurationSetOf } from "../stacks/mail.ts";
import { nameOf, type Stage } from "../stage.ts";

const period = Duration.minutes(5);

/** A function as a dashboard calls it: areas of the API by their names alone. */
export function labelOf(name: string): string {
  return name.replace(/^api-/, "");
}

/** A metric of each of some functions. */
export function ofEach(
  stage: Stage,
  functions: readonly Lambda[],
  metricName: string,
  statistic: string = Stats.SUM,
): Metric[] {
  return functions.map(({ name }) =>
    ofFunction(stage, name, metricName, statistic).with({ label: labelOf(name) }),
  );
}

/** A metric of a function's rule: on the product's bus, or on the account's own. */
export function ofRule(stage: Stage, { name, trigger }: Lambda, metricName: string): Metric {
  const bus = trigger.kind === "bus" ? { EventBusName: nameOf(stage, "events") } : {};
  return new Metric({
    namespace: "AWS/Events",
    metricName,
    dimensionsMap: { ...bus, RuleName: nameOf(stage, name) },
    statistic: Stats.SUM,
    period,
    label: name,
  });
}

/** A metric of the schedules of a group. */
export function ofSchedules(stage: Stage, group: "one-time" | "recurring", metricName: string): Metric {
  return new Metric({
    namespace: "AWS/Scheduler",
    metricName,
    dimensionsMap: { ScheduleGroup: nameOf(stage, group) },
    statistic: Stats.SUM,
    period,
  });
}

/** How long the oldest message lies in a dead-letter queue, in seconds. */
export function ageOf(stage: Stage, owner: string): Metric {
  return new Metric({
    namespace: "AWS/SQS",
    metricName: "ApproximateAgeOfOldestMessage",
    dimensionsMap: { QueueName: nameOf(stage, deadLettersOf(owner)) },
    statistic: Stats.MAXIMUM,
    period,
  });
}

/**
 * A metric of the table.
 * @param of an index or an operation of it; the table itself unless told
 */
export function ofTable(
  stage: Stage,
  metricName: string,
  of: { readonly GlobalSecondaryIndexName?: string; readonly Operation?: string } = {},
  statistic: string = Stats.SUM,
): Metric {
  return new Metric({
    namespace: "AWS/DynamoDB",
    metricName,
    dimensionsMap: { TableName: nameOf(stage, "table"), ...of },
    statistic,
    period,
  });
}

/**
 * A share of the account's mails of late, as SES judges it: 1 is all of them.
 * @param stage of this stage's mails alone
 */
export function ofReputation(
  metricName: "Reputation.BounceRate" | "Reputation.ComplaintRate",
  stage?: Stage,
): Metric {
  return new Metric({
    namespace: "AWS/SES",
    metricName,
    ...(stage !== undefined && { dimensionsMap: { "ses:configuration-set": configurationSetOf(stage) } }),
    statistic: Stats.AVERAGE,
    period: Duration.hours(1),
  });
}

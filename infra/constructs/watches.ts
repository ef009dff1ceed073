import { type Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { Lambda } from "../../functions/lambda.ts";
import type { Stage } from "../stage.ts";
import { deadLettersOf } from "./dead-letters.ts";
import { depthOf, ofApi, ofFunction } from "./metrics.ts";

/** An alarm that goes off when a metric's five minutes reach a threshold. */
export interface Watch {
  readonly name: string;
  readonly description: string;
  readonly metric: Metric;
  readonly threshold: number;
}

/** What is watched of one function; the text of its alarms says who suffers. */
export function watchesOf(stage: Stage, { name, trigger, errorImpact }: Lambda): Watch[] {
  const watches: Watch[] = [
    {
      name: `${name}-errors`,
      description: errorImpact,
      metric: ofFunction(stage, name, "Errors", Stats.SUM),
      threshold: 1,
    },
    {
      name: `${name}-throttles`,
      description: `Throttled by the account's concurrency. ${errorImpact}`,
      metric: ofFunction(stage, name, "Throttles", Stats.SUM),
      threshold: 1,
    },
  ];
  if (trigger.kind === "http") return watches;
  watches.push({
    name: deadLettersOf(name),
    description: `Given up after all retries, kept for 14 days. ${errorImpact}`,
    metric: depthOf(stage, name),
    threshold: 1,
  });
  if (trigger.kind !== "stream") return watches;
  watches.push({
    name: `${name}-lag`,
    description: `More than a minute behind the table. ${errorImpact}`,
    metric: ofFunction(stage, name, "IteratorAge", Stats.MAXIMUM),
    threshold: 60_000,
  });
  return watches;
}

/** What is watched besides the functions. */
export function sharedWatches(stage: Stage, apiId: string): Watch[] {
  return [
    {
      name: "api-5xx",
      description: "Callers of the API get server errors instead of answers",
      metric: ofApi(apiId, "5xx"),
      threshold: 1,
    },
    {
      name: deadLettersOf("one-time-schedules"),
      description:
        "A reminder or warning could not be handed to its function: somebody is not reminded of a promise",
      metric: depthOf(stage, "one-time-schedules"),
      threshold: 1,
    },
  ];
}

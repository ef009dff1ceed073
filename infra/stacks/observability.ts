import { type App, Duration, Stack } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  Metric,
  Stats,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Lambda } from "../../functions/lambda.ts";
import { deadLettersOf } from "../constructs/dead-letters.ts";
import { nameOf, type Stage } from "../stage.ts";

interface ObservabilityProps {
  readonly functions: readonly Lambda[];
  readonly apiId: string;
}

/** An alarm that goes off when a metric's five minutes reach a threshold. */
interface Watch {
  readonly name: string;
  readonly description: string;
  readonly metric: Metric;
  readonly threshold: number;
}

/** Alarms that say who suffers, and one dashboard. */
export class ObservabilityStack extends Stack {
  constructor(app: App, stage: Stage, { functions, apiId }: ObservabilityProps) {
    super(app, nameOf(stage, "observability"), {
      description: "Guanxi: alarms and the dashboard",
      terminationProtection: stage.production,
    });
    const topic = new Topic(this, "Alarms", { topicName: nameOf(stage, "alarms"), enforceSSL: true });
    // The rule about TLS replaces the topic's default policy, which lets alarms publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        actions: ["sns:Publish"],
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        resources: [topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": this.account } },
      }),
    );
    if (stage.alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(stage.alarmEmail));

    const watches = [
      ...functions.flatMap((declaration) => watchesOf(stage, declaration)),
      ...shared(stage, apiId),
    ];
    for (const { name, description, metric, threshold } of watches) {
      const alarm = new Alarm(this, name, {
        alarmName: nameOf(stage, name),
        alarmDescription: description,
        metric,
        threshold,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(new SnsAction(topic));
    }
    this.dashboard(stage, functions, apiId);
  }

  private dashboard(stage: Stage, functions: readonly Lambda[], apiId: string): void {
    const graph = (title: string, left: Metric[]) => new GraphWidget({ title, left, width: 12 });
    const each = (metricName: string, statistic: string) =>
      functions.map(({ name }) => ofFunction(stage, name, metricName, statistic).with({ label: name }));
    new Dashboard(this, "Dashboard", {
      dashboardName: nameOf(stage, "overview"),
      widgets: [
        [
          graph("Requests", [ofApi(apiId, "Count"), ofApi(apiId, "4xx"), ofApi(apiId, "5xx")]),
          graph("Latency, p50 and p99", [
            ofApi(apiId, "Latency", Stats.percentile(50)),
            ofApi(apiId, "Latency", Stats.percentile(99)),
          ]),
        ],
        [
          graph("Errors", each("Errors", Stats.SUM)),
          graph("Duration, p99", each("Duration", Stats.percentile(99))),
        ],
        [
          graph(
            "Lag of the stream's readers",
            functions
              .filter(({ trigger }) => trigger.kind === "stream")
              .map(({ name }) => ofFunction(stage, name, "IteratorAge", Stats.MAXIMUM).with({ label: name })),
          ),
          graph(
            "Dead letters",
            queues(functions).map((owner) => depthOf(stage, owner).with({ label: owner })),
          ),
        ],
      ],
    });
  }
}

/** What is watched of one function; the text of its alarms says who suffers. */
function watchesOf(stage: Stage, { name, trigger, errorImpact }: Lambda): Watch[] {
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

function shared(stage: Stage, apiId: string): Watch[] {
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

function queues(functions: readonly Lambda[]): string[] {
  return [
    ...functions.filter(({ trigger }) => trigger.kind !== "http").map(({ name }) => name),
    "one-time-schedules",
  ];
}

// Names instead of references: a reference would tie every stack's exports to this one and block their updates.

function ofFunction(stage: Stage, short: string, metricName: string, statistic: string): Metric {
  return new Metric({
    namespace: "AWS/Lambda",
    metricName,
    dimensionsMap: { FunctionName: nameOf(stage, short) },
    statistic,
    period: Duration.minutes(5),
  });
}

function depthOf(stage: Stage, owner: string): Metric {
  return new Metric({
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensionsMap: { QueueName: nameOf(stage, deadLettersOf(owner)) },
    statistic: Stats.MAXIMUM,
    period: Duration.minutes(5),
  });
}

function ofApi(apiId: string, metricName: string, statistic: string = Stats.SUM): Metric {
  return new Metric({
    namespace: "AWS/ApiGateway",
    metricName,
    dimensionsMap: { ApiId: apiId },
    statistic,
    period: Duration.minutes(5),
  });
}

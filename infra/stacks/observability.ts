import { type App, Stack } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type Metric,
  Stats,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Lambda } from "../../functions/lambda.ts";
import { depthOf, ofApi, ofFunction } from "../constructs/metrics.ts";
import { sharedWatches, watchesOf } from "../constructs/watches.ts";
import { nameOf, type Stage } from "../stage.ts";

interface ObservabilityProps {
  readonly functions: readonly Lambda[];
  readonly apiId: string;
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
      ...sharedWatches(stage, apiId),
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

function queues(functions: readonly Lambda[]): string[] {
  return [
    ...functions.filter(({ trigger }) => trigger.kind !== "http").map(({ name }) => name),
    "one-time-schedules",
  ];
}

import { type App, Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Lambda } from "../../functions/lambda.ts";
import { sharedWatches, watchesOf } from "../constructs/watches.ts";
import { nameOf, type Stage } from "../stage.ts";

interface ObservabilityProps {
  readonly functions: readonly Lambda[];
  readonly apiId: string;
}

/** Alarms that say who suffers. */
export class ObservabilityStack extends Stack {
  constructor(app: App, stage: Stage, { functions, apiId }: ObservabilityProps) {
    super(app, nameOf(stage, "observability"), {
      description: "Guanxi: alarms",
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
  }
}

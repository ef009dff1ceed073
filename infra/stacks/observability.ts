import { type App, Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Lambda } from "../../functions/lambda.ts";
import { watchesOf } from "../alarms/of-functions.ts";
import { sharedWatches } from "../alarms/of-services.ts";
import { raiseAlarms } from "../alarms/raise.ts";
import { saveQueries } from "../queries/save.ts";
import { RunbooksBoard } from "../runbooks/board.ts";
import { nameOf, type Stage } from "../stage.ts";

interface ObservabilityProps {
  readonly functions: readonly Lambda[];
  readonly apiId: string;
}

/** Whom to call and for what, what to do then, and what to ask the logs. */
export class ObservabilityStack extends Stack {
  constructor(app: App, stage: Stage, { functions, apiId }: ObservabilityProps) {
    super(app, nameOf(stage, "observability"), {
      description: "Guanxi: alarms, runbooks and saved queries",
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
    raiseAlarms(this, { stage, watches, topic });
    saveQueries(this, stage, functions);
    new RunbooksBoard(this, "Runbooks", stage);
  }
}

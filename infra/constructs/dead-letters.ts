import { Duration, Validations } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { nameOf, type Stage } from "../stage.ts";

/** The short name of a function's own dead-letter queue. */
export function deadLettersOf(short: string): string {
  return `${short}-dead-letters`;
}

/** A queue for what could not be delivered or handled; observability puts an alarm on every one. */
export class DeadLetters extends Queue {
  constructor(scope: Construct, id: string, stage: Stage, owner: string) {
    super(scope, id, {
      queueName: nameOf(stage, deadLettersOf(owner)),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(this).acknowledge({
      id: "AwsSolutions-SQS3",
      reason: "This queue is the end of the road: it holds dead letters, and an alarm watches its depth.",
    });
  }
}

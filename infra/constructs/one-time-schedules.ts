import { ArnFormat, Stack } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { ScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";
import type { Lambda } from "../../functions/lambda.ts";
import { nameOf, type Stage } from "../stage.ts";
import { DeadLetters } from "./dead-letters.ts";

/**
 * The group in which the product keeps its one-time schedules, and the role they run with.
 * Targets are named, not referenced: a schedule's Lambda may itself make schedules.
 */
export class OneTimeSchedules extends Construct {
  readonly groupName: string;
  readonly role: Role;
  readonly deadLetters: DeadLetters;
  /** ARN of a function up to its short name. */
  readonly targetArnPrefix: string;
  /** Every schedule of the group; their names are made from record ids and cannot be listed here. */
  readonly scheduleArns: string;

  constructor(scope: Construct, id: string, stage: Stage, targets: readonly Lambda[]) {
    super(scope, id);
    const stack = Stack.of(this);
    const group = new ScheduleGroup(this, "Group", { scheduleGroupName: nameOf(stage, "one-time") });
    this.groupName = nameOf(stage, "one-time");
    this.deadLetters = new DeadLetters(this, "DeadLetters", stage, "one-time-schedules");
    this.targetArnPrefix = stack.formatArn({
      service: "lambda",
      resource: "function",
      resourceName: nameOf(stage, ""),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.scheduleArns = stack.formatArn({
      service: "scheduler",
      resource: "schedule",
      resourceName: `${this.groupName}/*`,
    });
    this.role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
        conditions: {
          StringEquals: { "aws:SourceAccount": stack.account },
          ArnEquals: { "aws:SourceArn": group.scheduleGroupArn },
        },
      }),
    });
    if (targets.length > 0) {
      this.role.addToPolicy(
        new PolicyStatement({
          actions: ["lambda:InvokeFunction"],
          resources: targets.map(({ name }) => `${this.targetArnPrefix}${name}`),
        }),
      );
    }
    this.deadLetters.grantSendMessages(this.role);
  }
}

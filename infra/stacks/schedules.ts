import { type App, CfnOutput, Stack } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnSchedule, ScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import type { Surroundings } from "../constructs/grants.ts";
import { type CodeOf, HouseFunction } from "../constructs/house-function.ts";
import { OneTimeSchedules } from "../constructs/one-time-schedules.ts";
import type { Triggered } from "../constructs/triggered.ts";
import { nameOf, type Stage } from "../stage.ts";

interface SchedulesProps {
  readonly oneTime: readonly Triggered<"schedule">[];
  readonly recurring: readonly Triggered<"cron">[];
  readonly code: CodeOf;
  readonly around: Surroundings;
}

/** What happens at its time: the product's own one-time schedules, and the recurring ones in the company's zone. */
export class SchedulesStack extends Stack {
  readonly oneTime: OneTimeSchedules;

  constructor(app: App, stage: Stage, { oneTime, recurring, code, around }: SchedulesProps) {
    super(app, nameOf(stage, "schedules"), {
      description: "Guanxi: what happens at its time",
      terminationProtection: stage.production,
    });
    this.oneTime = new OneTimeSchedules(this, "OneTime", stage, oneTime);
    new CfnOutput(this, "OneTimeGroup", { value: this.oneTime.groupName });
    const surroundings = { ...around, schedules: this.oneTime };
    for (const declaration of oneTime) {
      new HouseFunction(this, { stage, declaration, code, around: surroundings });
    }
    const groupName = nameOf(stage, "recurring");
    const group = new ScheduleGroup(this, "Recurring", { scheduleGroupName: groupName });
    for (const declaration of recurring) {
      const { lambda, deadLetters } = new HouseFunction(this, {
        stage,
        declaration,
        code,
        around: surroundings,
      });
      const role = new Role(lambda, "ScheduleRole", {
        assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
          conditions: {
            StringEquals: { "aws:SourceAccount": this.account },
            ArnEquals: { "aws:SourceArn": group.scheduleGroupArn },
          },
        }),
      });
      role.addToPolicy(
        new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [lambda.functionArn] }),
      );
      deadLetters?.grantSendMessages(role);
      const schedule = new CfnSchedule(lambda, "Schedule", {
        name: nameOf(stage, declaration.name),
        groupName,
        description: declaration.errorImpact,
        scheduleExpression: `cron(${declaration.trigger.expression.replace(/^cron\((.*)\)$/, "$1")})`,
        scheduleExpressionTimezone: stage.zone,
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: lambda.functionArn,
          roleArn: role.roleArn,
          retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 6 * 3600 },
          ...(deadLetters === undefined ? {} : { deadLetterConfig: { arn: deadLetters.queueArn } }),
        },
      });
      schedule.node.addDependency(group);
    }
  }
}

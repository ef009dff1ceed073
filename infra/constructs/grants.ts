import type { Table } from "aws-cdk-lib/aws-dynamodb";
import type { EventBus } from "aws-cdk-lib/aws-events";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Grant } from "../../functions/lambda.ts";
import type { VARIABLES } from "../../lib/environment.ts";
import { TABLE } from "../../lib/table/definition.ts";
import type { Logins } from "../stacks/identity.ts";
import type { Mail } from "../stacks/mail.ts";
import type { OneTimeSchedules } from "./one-time-schedules.ts";

/** What functions may be granted. A stack that stands before the bus or the schedules cannot grant them. */
export interface Surroundings {
  readonly table: Table;
  readonly logins: Logins;
  readonly mail: Mail;
  readonly publicUrl: string;
  readonly schedules?: OneTimeSchedules;
  readonly bus?: EventBus;
}

/** A grant's two halves, which are useless apart. */
export interface Granted {
  readonly environment: Partial<Record<keyof typeof VARIABLES, string>>;
  readonly statements: readonly PolicyStatement[];
  /** The wildcards in the statements, as cdk-nag names them, each with the reason that it cannot be avoided. */
  readonly wildcards?: readonly { readonly id: string; readonly reason: string }[];
}

/** What each grant means: its environment and the least that IAM must allow for it. */
export const GRANTS: Record<Grant, (around: Surroundings) => Granted> = {
  "table:read": ({ table }) => ({
    environment: { table: table.tableName },
    statements: [
      allow(["dynamodb:GetItem", "dynamodb:BatchGetItem"], [table.tableArn]),
      allow(["dynamodb:Query"], [table.tableArn, ...indexArns(table)]),
    ],
  }),
  "table:write": ({ table }) => ({
    environment: { table: table.tableName },
    statements: [
      allow(
        [
          "dynamodb:PutItem",
          "dynamodb:UpdateItem",
          "dynamodb:DeleteItem",
          "dynamodb:BatchWriteItem",
          "dynamodb:ConditionCheckItem",
        ],
        [table.tableArn],
      ),
    ],
  }),
  "bus:publish": ({ bus }) => {
    const to = standing(bus, "bus:publish");
    return {
      environment: { bus: to.eventBusName },
      statements: [allow(["events:PutEvents"], [to.eventBusArn])],
    };
  },
  "schedules:write": ({ schedules }) => {
    const to = standing(schedules, "schedules:write");
    return {
      environment: {
        scheduleGroup: to.groupName,
        scheduleRole: to.role.roleArn,
        scheduleTargetPrefix: to.targetArnPrefix,
        scheduleDeadLetters: to.deadLetters.queueArn,
      },
      statements: [
        allow(
          ["scheduler:CreateSchedule", "scheduler:UpdateSchedule", "scheduler:DeleteSchedule"],
          [to.scheduleArns],
        ),
        new PolicyStatement({
          actions: ["iam:PassRole"],
          resources: [to.role.roleArn],
          conditions: { StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" } },
        }),
      ],
      wildcards: [
        {
          id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/${to.groupName}/*]`,
          reason:
            "Schedules are named by the records they belong to; the wildcard ends at the product's own group.",
        },
      ],
    };
  },
  "mail:send": ({ mail }) => ({
    environment: { mailFrom: mail.from },
    statements: [
      new PolicyStatement({
        actions: ["ses:SendRawEmail"],
        resources: [mail.identityArn, mail.configurationSetArn],
        conditions: { StringEquals: { "ses:FromAddress": mail.from } },
      }),
    ],
  }),
  "logins:write": ({ logins }) => ({
    environment: { userPool: logins.pool.userPoolId },
    statements: [
      allow(
        [
          "cognito-idp:AdminCreateUser",
          "cognito-idp:AdminGetUser",
          "cognito-idp:AdminUpdateUserAttributes",
          "cognito-idp:AdminEnableUser",
          "cognito-idp:AdminDisableUser",
          "cognito-idp:AdminUserGlobalSignOut",
        ],
        [logins.pool.userPoolArn],
      ),
    ],
  }),
};

function allow(actions: string[], resources: string[]): PolicyStatement {
  return new PolicyStatement({ actions, resources });
}

function indexArns(table: Table): string[] {
  return Object.keys(TABLE.indexes).map((index) => `${table.tableArn}/index/${index}`);
}

function standing<T>(resource: T | undefined, grant: Grant): T {
  if (resource !== undefined) return resource;
  throw new Error(
    `${grant} is not to be had here: requests only write to the table, what follows is driven by its stream`,
  );
}

import { describe, expect, test } from "vitest";
import type { Grant, Lambda } from "../../functions/lambda.ts";
import { lambdas as product } from "../../functions/manifest.ts";
import { lambdas as fixture } from "./fixture/manifest.ts";
import { actionsOf, statementsOf, wildcardsOf } from "./policies.ts";
import { inspect, type Resource, type Synthesized, synthesize } from "./synthesize.ts";

/** What each grant must allow, written down a second time so that a slip in the first shows. */
const ALLOWED: Record<Grant, readonly string[]> = {
  "table:read": ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"],
  "table:write": [
    "dynamodb:BatchWriteItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
  ],
  "bus:publish": ["events:PutEvents"],
  "schedules:write": [
    "iam:PassRole",
    "scheduler:CreateSchedule",
    "scheduler:DeleteSchedule",
    "scheduler:UpdateSchedule",
  ],
  "mail:send": ["ses:SendRawEmail"],
  "logins:write": [
    "cognito-idp:AdminCreateUser",
    "cognito-idp:AdminDisableUser",
    "cognito-idp:AdminEnableUser",
    "cognito-idp:AdminGetUser",
    "cognito-idp:AdminUpdateUserAttributes",
    "cognito-idp:AdminUserGlobalSignOut",
  ],
};

const ALWAYS = [
  "logs:CreateLogStream",
  "logs:PutLogEvents",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
];
const TO_ITS_DEAD_LETTERS = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"];
const FROM_THE_STREAM = [
  "dynamodb:DescribeStream",
  "dynamodb:GetRecords",
  "dynamodb:GetShardIterator",
  "dynamodb:ListStreams",
];

/** The environment a grant must set: without it the permission is useless. */
const VARIABLES: Record<Grant, readonly string[]> = {
  "table:read": ["TABLE_NAME"],
  "table:write": ["TABLE_NAME"],
  "bus:publish": ["BUS_NAME"],
  "schedules:write": [
    "SCHEDULE_GROUP",
    "SCHEDULE_ROLE_ARN",
    "SCHEDULE_TARGET_ARN_PREFIX",
    "SCHEDULE_DEAD_LETTER_ARN",
  ],
  "mail:send": ["MAIL_FROM"],
  "logins:write": ["USER_POOL_ID"],
};

/** X-Ray knows no resources; schedules are named after records. */
const UNNAMEABLE = ["*", "schedule/guanxi-dev-one-time/*"];

function lambdaOf(stacks: Synthesized, { name }: Lambda): Resource {
  const found = stacks
    .of("AWS::Lambda::Function")
    .filter(({ Properties }) => Properties.FunctionName === `guanxi-dev-${name}`);
  expect(found).toHaveLength(1);
  return found[0]!;
}

function alarmsOn(stacks: Synthesized, dimension: string, value: string): Resource[] {
  return stacks
    .of("AWS::CloudWatch::Alarm")
    .filter(({ Properties }) =>
      Properties.Dimensions?.some(
        (d: { Name: string; Value: unknown }) => d.Name === dimension && d.Value === value,
      ),
    );
}

describe.each([
  ["the fixture", fixture],
  ["the product", product],
])("the stacks of %s", (_, functions) => {
  const stacks = inspect(functions);

  test("hold the declared functions and no other", () => {
    const deployed = stacks.of("AWS::Lambda::Function").map(({ Properties }) => Properties.FunctionName);
    expect(deployed.toSorted()).toEqual(functions.map(({ name }) => `guanxi-dev-${name}`).toSorted());
  });

  test("have nothing that cdk-nag objects to", () => {
    expect(stacks.violations).toEqual([]);
  });

  test("name every resource in their policies, but for the two that cannot be named", () => {
    expect(UNNAMEABLE).toEqual(expect.arrayContaining(wildcardsOf(stacks)));
  });

  describe.each(functions.map((declaration) => [declaration.name, declaration] as const))(
    "%s",
    (_, declaration) => {
      test("runs as declared", () => {
        const { Properties } = lambdaOf(stacks, declaration);
        expect(Properties).toMatchObject({
          Runtime: "nodejs24.x",
          Architectures: ["arm64"],
          Handler: "index.handler",
          MemorySize: declaration.memory,
          Timeout: declaration.timeout,
          TracingConfig: { Mode: "Active" },
          LoggingConfig: { LogFormat: "JSON", ApplicationLogLevel: "INFO" },
        });
      });

      test("logs into a group of its own that forgets", () => {
        const { stack, Properties } = lambdaOf(stacks, declaration);
        const group = stacks
          .of("AWS::Logs::LogGroup")
          .find((one) => one.stack === stack && one.id === Properties.LoggingConfig.LogGroup.Ref);
        expect(group?.Properties).toMatchObject({
          LogGroupName: `/aws/lambda/guanxi-dev-${declaration.name}`,
          RetentionInDays: 7,
        });
      });

      test("may do what its grants say and nothing else", () => {
        const { trigger, grants } = declaration;
        const expected = [
          ...ALWAYS,
          ...(trigger.kind === "http" ? [] : TO_ITS_DEAD_LETTERS),
          ...(trigger.kind === "stream" ? FROM_THE_STREAM : []),
          ...grants.flatMap((grant) => ALLOWED[grant]),
        ];
        expect(actionsOf(stacks, lambdaOf(stacks, declaration))).toEqual([...new Set(expected)].toSorted());
      });

      test("finds what it was granted in its environment, and nothing else", () => {
        const { Properties } = lambdaOf(stacks, declaration);
        const expected = [
          "POWERTOOLS_LOG_LEVEL",
          "POWERTOOLS_METRICS_NAMESPACE",
          "POWERTOOLS_SERVICE_NAME",
          "PUBLIC_URL",
          ...declaration.grants.flatMap((grant) => VARIABLES[grant]),
        ];
        expect(Object.keys(Properties.Environment.Variables).toSorted()).toEqual(
          [...new Set(expected)].toSorted(),
        );
      });

      test("keeps what it could not handle, with an alarm, unless a caller waits for its answer", () => {
        const queue = `guanxi-dev-${declaration.name}-dead-letters`;
        const queues = stacks
          .of("AWS::SQS::Queue")
          .filter(({ Properties }) => Properties.QueueName === queue);
        const expected = declaration.trigger.kind === "http" ? 0 : 1;
        expect(queues).toHaveLength(expected);
        expect(alarmsOn(stacks, "QueueName", queue)).toHaveLength(expected);
      });
    },
  );
});

test("a function that answers requests cannot publish or schedule", () => {
  const [api] = fixture;
  expect(() => synthesize([{ ...api!, grants: ["bus:publish"] }])).toThrow(
    /requests only write to the table/,
  );
  expect(() => synthesize([{ ...api!, grants: ["schedules:write"] }])).toThrow(
    /requests only write to the table/,
  );
});

test("the permission to send mail ends at the product's own address", () => {
  const stacks = synthesize(fixture, { mailFrom: "crm@company.com" });
  const due = fixture.find(({ name }) => name === "note-due")!;
  const send = statementsOf(stacks, lambdaOf(stacks, due)).find(
    ({ Action }) => Action === "ses:SendRawEmail",
  );
  expect(send?.Condition).toEqual({ StringEquals: { "ses:FromAddress": "crm@company.com" } });
});

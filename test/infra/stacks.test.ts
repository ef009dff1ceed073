import { describe, expect, test } from "vitest";
import { TABLE } from "../../lib/table/definition.ts";
import { lambdas } from "./fixture/manifest.ts";
import { statementsOf } from "./policies.ts";
import { type Resource, synthesize } from "./synthesize.ts";

const stacks = synthesize(lambdas);

function only(type: string, which: (properties: Resource["Properties"]) => boolean = () => true): Resource {
  const found = stacks.of(type).filter(({ Properties }) => which(Properties));
  expect(found).toHaveLength(1);
  return found[0]!;
}

describe("the table", () => {
  test("has the keys, indexes, stream and expiry of the definition", () => {
    const { Properties } = only("AWS::DynamoDB::Table");
    expect(Properties.KeySchema).toEqual([
      { AttributeName: TABLE.key.partition, KeyType: "HASH" },
      { AttributeName: TABLE.key.sort, KeyType: "RANGE" },
    ]);
    expect(
      Object.fromEntries(
        Properties.GlobalSecondaryIndexes.map((index: Resource["Properties"]) => [
          index.IndexName,
          { partition: index.KeySchema[0].AttributeName, sort: index.KeySchema[1].AttributeName },
        ]),
      ),
    ).toEqual(TABLE.indexes);
    expect(Properties.StreamSpecification.StreamViewType).toBe("NEW_AND_OLD_IMAGES");
    expect(Properties.TimeToLiveSpecification).toEqual({ AttributeName: TABLE.ttl, Enabled: true });
  });

  test("is billed on demand, encrypted, and can be restored to any second", () => {
    expect(only("AWS::DynamoDB::Table").Properties).toMatchObject({
      BillingMode: "PAY_PER_REQUEST",
      SSESpecification: { SSEEnabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });
});

test("production keeps its data whatever happens to a stack", () => {
  const production = synthesize(lambdas, { stage: "production", mailFrom: "crm@company.com" });
  for (const type of ["AWS::DynamoDB::Table", "AWS::Cognito::UserPool"]) {
    const [kept] = production.of(type);
    expect(kept?.DeletionPolicy).toBe("Retain");
  }
  expect(production.of("AWS::DynamoDB::Table")[0]?.Properties.DeletionProtectionEnabled).toBe(true);
  expect(production.of("AWS::Cognito::UserPool")[0]?.Properties.DeletionProtection).toBe("ACTIVE");
});

test("two stages share no name", () => {
  const names = (stage: string) =>
    synthesize(lambdas, { stage })
      .resources.map(
        ({ Properties }) => Properties?.FunctionName ?? Properties?.TableName ?? Properties?.QueueName,
      )
      .filter((name) => typeof name === "string");
  const blue = new Set(names("blue"));
  expect(blue.size).toBeGreaterThan(lambdas.length);
  expect(names("green").filter((name) => blue.has(name))).toEqual([]);
});

test.each([
  [{ stage: "Dev Stage" }, /stage "Dev Stage" must be/],
  [{ zone: "Asia/Peking" }, /zone "Asia\/Peking" is not a time zone/],
  [{ mailFrom: "关系 <crm@company.com>" }, /must be a plain address/],
  [{ stage: "production" }, /production needs an address to send from/],
])("a deployment told %o is refused in a sentence", (context, sentence) => {
  expect(() => synthesize([], context)).toThrow(sentence);
});

describe("the API", () => {
  const routes = Object.fromEntries(
    stacks
      .of("AWS::ApiGatewayV2::Route")
      .map(({ Properties }) => [Properties.RouteKey, Properties.AuthorizationType]),
  );

  test("has few routes an area, behind the login unless declared public", () => {
    expect(routes).toEqual({
      "ANY /notes": "JWT",
      "ANY /notes/{proxy+}": "JWT",
      "GET /notes/{token}/shared": "NONE",
      "ANY /docs": "NONE",
      "ANY /docs/{proxy+}": "NONE",
    });
  });

  test("accepts the tokens of its own user pool and client only", () => {
    const { Properties } = only("AWS::ApiGatewayV2::Authorizer");
    expect(Properties.AuthorizerType).toBe("JWT");
    expect(Properties.JwtConfiguration.Audience).toHaveLength(1);
    expect(JSON.stringify(Properties.JwtConfiguration.Issuer)).toContain("https://cognito-idp.");
  });

  test("needs one permission a function", () => {
    const invoked = stacks
      .of("AWS::Lambda::Permission")
      .filter(({ Properties }) => Properties.Principal === "apigateway.amazonaws.com");
    expect(invoked).toHaveLength(2);
  });

  test("is throttled", () => {
    expect(only("AWS::ApiGatewayV2::Stage").Properties.DefaultRouteSettings).toMatchObject({
      ThrottlingRateLimit: 200,
      ThrottlingBurstLimit: 400,
    });
  });

  test("lets pages of known origins send and read the id by which a request is followed", () => {
    const [api] = synthesize(lambdas, { origins: "https://crm.company.cn" }).of("AWS::ApiGatewayV2::Api");
    const { AllowHeaders, ExposeHeaders } = api!.Properties.CorsConfiguration;
    expect(AllowHeaders).toContain("x-correlation-id");
    expect(ExposeHeaders).toContain("x-correlation-id");
  });

  test("logs every request and no person", () => {
    const { Format, DestinationArn } = only("AWS::ApiGatewayV2::Stage").Properties.AccessLogSettings;
    expect(DestinationArn).toBeDefined();
    expect(JSON.parse(Format)).toMatchObject({ status: "$context.status", route: "$context.routeKey" });
    expect(Format).not.toMatch(/identity|claims|path|sourceIp|userAgent|\$context\.authorizer\.(?!error)/);
  });
});

test("nobody can give themselves another user's id", () => {
  const { Properties } = only("AWS::Cognito::UserPool");
  expect(Properties.Schema).toContainEqual(expect.objectContaining({ Name: "user_id", Mutable: false }));
  expect(Properties.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true);
  const client = only("AWS::Cognito::UserPoolClient").Properties;
  expect(client.WriteAttributes).not.toContain("custom:user_id");
  expect(client.ReadAttributes).toContain("custom:user_id");
});

describe("the stream's readers", () => {
  const mappings = stacks.of("AWS::Lambda::EventSourceMapping");

  test("are as declared, split a batch that fails, and park what nobody can handle", () => {
    expect(
      mappings.map(({ Properties }) => [Properties.BatchSize, Properties.MaximumBatchingWindowInSeconds]),
    ).toEqual([
      [100, 0],
      [500, 1],
    ]);
    for (const { Properties } of mappings) {
      expect(Properties).toMatchObject({
        StartingPosition: "TRIM_HORIZON",
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        MaximumRetryAttempts: 10,
      });
      expect(Properties.DestinationConfig.OnFailure.Destination).toBeDefined();
    }
  });

  test("are given the types of items they declare, whatever became of them", () => {
    const patterns = mappings.map(({ Properties }) =>
      Properties.FilterCriteria?.Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern)),
    );
    const entity = { S: ["note", "total"] };
    expect(patterns).toEqual([
      undefined,
      [{ dynamodb: { NewImage: { entity } } }, { dynamodb: { OldImage: { entity } } }],
    ]);
  });

  test("are at most two", () => {
    const third = { ...lambdas.find(({ name }) => name === "publisher")!, name: "third" };
    expect(() => synthesize([...lambdas, third])).toThrow(/serves 2 readers/);
  });

  test("raise an alarm when they fall behind", () => {
    const late = stacks
      .of("AWS::CloudWatch::Alarm")
      .filter(({ Properties }) => Properties.MetricName === "IteratorAge");
    expect(late).toHaveLength(2);
  });
});

describe("the bus", () => {
  test("hands each reaction the events it declares, and parks what it cannot deliver", () => {
    const { Properties } = only("AWS::Events::Rule", ({ Name }) => Name === "guanxi-dev-on-note");
    expect(Properties.EventPattern).toEqual({
      source: ["guanxi"],
      "detail-type": ["note.made", "note.read"],
    });
    expect(Properties.EventBusName).toBeDefined();
    expect(Properties.Targets).toHaveLength(1);
    expect(Properties.Targets[0].DeadLetterConfig.Arn).toBeDefined();
  });

  test("keeps an archive", () => {
    expect(only("AWS::Events::Archive").Properties).toMatchObject({ RetentionDays: 7 });
  });
});

describe("schedules", () => {
  test("may run exactly the functions made for them", () => {
    const allowed = stacks
      .of("AWS::IAM::Policy")
      .filter(({ id }) => id.startsWith("OneTime"))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Action }) => Action === "lambda:InvokeFunction")
      .flatMap(({ Resource }) => Resource)
      .map((arn) => arn["Fn::Join"][1].at(-1).split(":").at(-1));
    expect(allowed).toEqual(["guanxi-dev-note-due", "guanxi-dev-note-overdue"]);
  });

  test("run with a role that only their own group can take", () => {
    const roles = stacks.of("AWS::IAM::Role").filter(({ Properties }) => {
      const [{ Principal }] = Properties.AssumeRolePolicyDocument.Statement;
      return Principal.Service === "scheduler.amazonaws.com";
    });
    expect(roles).toHaveLength(2);
    for (const { Properties } of roles) {
      const [{ Condition }] = Properties.AssumeRolePolicyDocument.Statement;
      expect(Condition.StringEquals["aws:SourceAccount"]).toBeDefined();
      expect(Condition.ArnEquals["aws:SourceArn"]).toBeDefined();
    }
  });

  test("recur at the company's hours", () => {
    expect(only("AWS::Scheduler::Schedule").Properties).toMatchObject({
      ScheduleExpression: "cron(0 3 * * ? *)",
      ScheduleExpressionTimezone: "Asia/Shanghai",
      FlexibleTimeWindow: { Mode: "OFF" },
    });
  });

  test("are passed to the scheduler and to nobody else", () => {
    const reacting = only(
      "AWS::Lambda::Function",
      ({ FunctionName }) => FunctionName === "guanxi-dev-on-note",
    );
    const pass = statementsOf(stacks, reacting).find(({ Action }) => Action === "iam:PassRole");
    expect(pass?.Condition).toEqual({ StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" } });
  });
});

test("every queue is encrypted and refuses plain HTTP", () => {
  const queues = stacks.of("AWS::SQS::Queue");
  expect(queues).toHaveLength(lambdas.filter(({ trigger }) => trigger.kind !== "http").length + 1);
  for (const { Properties } of queues) expect(Properties.SqsManagedSseEnabled).toBe(true);
  const refusing = stacks
    .of("AWS::SQS::QueuePolicy")
    .filter(({ Properties }) => JSON.stringify(Properties).includes("aws:SecureTransport"));
  expect(refusing).toHaveLength(queues.length);
});

test("alarms may publish to their topic, and nobody by plain HTTP", () => {
  const { Statement } = only("AWS::SNS::TopicPolicy").Properties.PolicyDocument;
  expect(Statement).toContainEqual(
    expect.objectContaining({
      Effect: "Allow",
      Action: "sns:Publish",
      Principal: { Service: "cloudwatch.amazonaws.com" },
    }),
  );
  expect(Statement).toContainEqual(
    expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
  );
});

test("what SES tells of this stage's mails, and of no other's, comes to those who react", () => {
  const { Properties } = only("AWS::Events::Rule", ({ Name }) => Name === "guanxi-dev-on-bounce");
  // On the account's default bus: SES tells no other.
  expect(Properties.EventBusName).toBeUndefined();
  expect(Properties.EventPattern).toEqual({
    source: ["aws.ses"],
    "detail-type": ["Email Bounced", "Email Complaint Received"],
    detail: { mail: { tags: { "ses:configuration-set": ["guanxi-dev-mail"] } } },
  });
  expect(Properties.Targets[0].DeadLetterConfig.Arn).toBeDefined();
  const { EventDestination } = only("AWS::SES::ConfigurationSetEventDestination").Properties;
  expect(EventDestination).toMatchObject({
    Enabled: true,
    MatchingEventTypes: ["delivery", "bounce", "complaint", "reject"],
  });
  expect(JSON.stringify(EventDestination.EventBridgeDestination)).toContain(":event-bus/default");
  expect(only("AWS::SES::ConfigurationSet").Properties.Name).toBe("guanxi-dev-mail");
});

test("mail demands TLS and remembers who bounced or complained", () => {
  expect(only("AWS::SES::ConfigurationSet").Properties).toMatchObject({
    DeliveryOptions: { TlsPolicy: "REQUIRE" },
    SuppressionOptions: { SuppressedReasons: ["BOUNCE", "COMPLAINT"] },
  });
});

import type { Resource } from "./synthesize.ts";

/** What CloudFormation would replace, and so empty, if it were otherwise; of each type that holds something. */
const IDENTITY: Readonly<Record<string, readonly string[]>> = {
  "AWS::DynamoDB::Table": ["TableName", "KeySchema", "GlobalSecondaryIndexes", "StreamSpecification"],
  "AWS::Cognito::UserPool": ["UserPoolName", "UsernameAttributes", "UsernameConfiguration", "Schema"],
  "AWS::Cognito::UserPoolClient": ["ClientName", "GenerateSecret"],
  "AWS::Events::EventBus": ["Name"],
  "AWS::Events::Archive": ["ArchiveName"],
  "AWS::Scheduler::ScheduleGroup": ["Name"],
  "AWS::SQS::Queue": ["QueueName", "FifoQueue"],
  "AWS::SNS::Topic": ["TopicName"],
  "AWS::SES::EmailIdentity": ["EmailIdentity"],
  "AWS::SES::ConfigurationSet": ["Name"],
  "AWS::ApiGatewayV2::Api": ["Name", "ProtocolType"],
};

/** The resources of a deployment that hold something, by stack and logical id: what a later release has to leave in place. */
export function keptOf(resources: readonly Pick<Resource, "id" | "stack" | "Type" | "Properties">[]) {
  return Object.fromEntries(
    resources.flatMap(({ id, stack, Type, Properties }) => {
      const names = IDENTITY[Type];
      if (names === undefined) return [];
      const identity = names.flatMap((name) =>
        Properties?.[name] === undefined ? [] : [[name, byName(Properties[name])]],
      );
      return [[`${stack}/${id}`, { Type, ...Object.fromEntries(identity) }]];
    }),
  );
}

/** Indexes and attributes by their names: more of them may come. */
function byName(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const names = value.map((one) => one?.IndexName ?? one?.Name);
  return names.includes(undefined)
    ? value
    : Object.fromEntries(value.map((one, index) => [names[index], one]));
}

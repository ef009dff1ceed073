import { setTimeout as wait } from "node:timers/promises";
import {
  AdminDeleteUserCommand,
  CognitoIdentityProviderClient,
  ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { BatchWriteItemCommand, DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { DeleteScheduleCommand, ListSchedulesCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { FRESH } from "../../lib/table/cache.ts";
import { TABLE } from "../../lib/table/definition.ts";
import { deployment } from "./deployment.ts";
import { streamQuiet } from "./stream-quiet.ts";

const dynamodb = new DynamoDBClient({});
const scheduler = new SchedulerClient({});
const cognito = new CognitoIdentityProviderClient({});

/** Empties the stage of what an earlier test file left, and waits until no function remembers it. */
export async function emptyCompany(): Promise<void> {
  if (!/^http:\/\/localhost:/.test(process.env.AWS_ENDPOINT_URL ?? "")) {
    throw new Error("only an emulated table may be emptied");
  }
  await cancelSchedules();
  if ((await deleteItems()) === 0) return;
  do await Promise.all([streamQuiet(), wait(FRESH)]);
  while ((await deleteItems()) > 0);
  await deleteLogins();
}

async function deleteLogins(): Promise<void> {
  const { userPoolId: UserPoolId } = deployment();
  const { Users = [] } = await cognito.send(new ListUsersCommand({ UserPoolId, Limit: 60 }));
  for (const { Username } of Users) await cognito.send(new AdminDeleteUserCommand({ UserPoolId, Username }));
  if (Users.length > 0) await deleteLogins();
}

async function cancelSchedules(): Promise<void> {
  const { Schedules = [] } = await scheduler.send(
    new ListSchedulesCommand({ GroupName: deployment().scheduleGroup, MaxResults: 100 }),
  );
  for (const { Name, GroupName } of Schedules) {
    await scheduler.send(new DeleteScheduleCommand({ Name, GroupName }));
  }
  if (Schedules.length > 0) await cancelSchedules();
}

/** @returns how many items there were, but for the deployment's own secrets */
async function deleteItems(): Promise<number> {
  const { partition, sort } = TABLE.key;
  const TableName = deployment().tableName;
  const { Items = [], LastEvaluatedKey } = await dynamodb.send(
    new ScanCommand({ TableName, ProjectionExpression: `${partition}, ${sort}` }),
  );
  const company = Items.filter((item) => !item[partition]?.S?.startsWith("secret#"));
  for (let start = 0; start < company.length; start += 25) {
    const requests = company.slice(start, start + 25).map((Key) => ({ DeleteRequest: { Key } }));
    await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
  }
  return LastEvaluatedKey === undefined ? company.length : company.length + (await deleteItems());
}

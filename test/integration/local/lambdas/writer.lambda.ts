import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { CreateScheduleCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { environment } from "../../../../lib/environment.ts";
import { documents, tableName } from "../../../../lib/table/client.ts";

const bus = new EventBridgeClient();
const scheduler = new SchedulerClient();

/** `POST /echo/item|event|schedule` with `{name, at}` writes an item, publishes an event, makes a schedule. */
export async function handler({ rawPath, body = "{}" }: APIGatewayProxyEventV2) {
  const { name, at } = JSON.parse(body);
  if (rawPath === "/echo/item") {
    await documents().send(new PutCommand({ TableName: tableName(), Item: { pk: "items", sk: name } }));
  }
  if (rawPath === "/echo/event") {
    const Entries = [{ Source: "guanxi", DetailType: "test.happened", Detail: JSON.stringify({ name }) }];
    await bus.send(new PutEventsCommand({ Entries }));
  }
  if (rawPath === "/echo/schedule") {
    await scheduler.send(
      new CreateScheduleCommand({
        Name: name,
        GroupName: environment("scheduleGroup"),
        ScheduleExpression: `at(${at})`,
        FlexibleTimeWindow: { Mode: "OFF" },
        ActionAfterCompletion: "DELETE",
        Target: {
          Arn: `${environment("scheduleTargetPrefix")}alarm`,
          RoleArn: environment("scheduleRole"),
          Input: JSON.stringify({ detail: { name } }),
        },
      }),
    );
  }
  return { statusCode: 201 };
}

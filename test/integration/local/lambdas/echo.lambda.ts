import { PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyEventV2, Context } from "aws-lambda";
import { documents, tableName } from "../../../../lib/table/client.ts";

/** Gives back what reached it, or does what the path says. */
export async function handler(event: APIGatewayProxyEventV2, context: Context) {
  const { rawPath, requestContext } = event;
  if (rawPath === "/echo/fail") throw new Error("out of order");
  if (rawPath === "/echo/plain") return { hello: "world" };
  if (rawPath === "/late") return new Promise(() => {});
  if (rawPath === "/echo/huge") return { statusCode: 200, body: "x".repeat(7 * 1024 * 1024) };
  if (rawPath === "/echo/empty") return { statusCode: 204 };
  if (rawPath === "/echo/bytes") {
    return {
      statusCode: 201,
      headers: { "Content-Type": "application/octet-stream", ETag: '"1"' },
      cookies: ["a=1", "b=2"],
      body: event.body,
      isBase64Encoded: event.isBase64Encoded,
    };
  }
  if (requestContext.http.method === "PUT") {
    const [, , pk = ""] = rawPath.split("/");
    await documents().send(
      new PutCommand({ TableName: tableName(), Item: { pk, sk: "echo", ...JSON.parse(event.body ?? "{}") } }),
    );
    await documents().send(
      new QueryCommand({
        TableName: tableName(),
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": pk },
      }),
    );
    return { statusCode: 200, body: "{}" };
  }
  return {
    statusCode: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ event, functionName: context.functionName }),
  };
}

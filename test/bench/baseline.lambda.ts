import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";

/** What every function is measured against: a handler that imports the DynamoDB client and nothing else. */
export async function handler() {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  return client.send(new GetCommand({ TableName: "any", Key: { pk: "any", sk: "any" } }));
}

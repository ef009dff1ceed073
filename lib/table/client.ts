import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { environment } from "../environment.ts";

let client: DynamoDBDocumentClient | undefined;

/** The one DynamoDB client of this process; made at first use, kept for its life. */
export function documents(): DynamoDBDocumentClient {
  client ??= make();
  return client;
}

function make(): DynamoDBDocumentClient {
  const made = new DynamoDBClient({ maxAttempts: 5 });
  // It goes through every input and output for a logger that is not there: a fortieth of each call.
  made.middlewareStack.remove("loggerMiddleware");
  return DynamoDBDocumentClient.from(made, { marshallOptions: { removeUndefinedValues: true } });
}

/** The name of the single table. */
export function tableName(): string {
  return environment("table");
}

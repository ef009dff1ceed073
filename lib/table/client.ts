import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { environment } from "../environment.ts";
import { perProcess } from "../process.ts";

const database = perProcess(
  () => {
    const client = new DynamoDBClient({ maxAttempts: 5 });
    // It goes through every input and output for a logger that is not there: a fortieth of each call.
    client.middlewareStack.remove("loggerMiddleware");
    return client;
  },
  (client) => client.destroy(),
);

/** The one DynamoDB client of this process. */
export const documents = perProcess(() =>
  DynamoDBDocumentClient.from(database(), { marshallOptions: { removeUndefinedValues: true } }),
);

/** The name of the single table. */
export function tableName(): string {
  return environment("table");
}

import * as z from "zod";
import { TABLE } from "../../lib/table/definition.ts";
import { type DatabaseCall, DatabaseError } from "./database-call.ts";
import { LocalFailure } from "./failure.ts";

export interface LocalTable {
  readonly name: string;
  readonly streamArn: string;
  /** Made by this start: it holds nothing yet. */
  readonly isNew: boolean;
}

const created = z.looseObject({ TableDescription: z.looseObject({ LatestStreamArn: z.string() }) });
const streams = z.looseObject({
  Streams: z.array(z.looseObject({ StreamArn: z.string(), StreamLabel: z.string() })),
});

/**
 * The single table, made from its definition when it is not there. One that is there is not described, which would count
 * all that it holds: seconds for each gigabyte.
 * @throws LocalFailure when one is there that was made from another definition
 */
export async function ensureTable(call: DatabaseCall, name: string): Promise<LocalTable> {
  const streamArn = await create(call, name);
  if (streamArn === undefined) {
    await checkKeys(call, name);
    return { name, streamArn: await latestStream(call, name), isNew: false };
  }
  await call("DynamoDB_20120810.UpdateTimeToLive", {
    TableName: name,
    TimeToLiveSpecification: { AttributeName: TABLE.ttl, Enabled: true },
  });
  return { name, streamArn, isNew: true };
}

/** @returns the ARN of its stream; `undefined` when there is such a table already */
async function create(call: DatabaseCall, name: string): Promise<string | undefined> {
  try {
    const answer = await call("DynamoDB_20120810.CreateTable", tableInput(name));
    return created.parse(answer).TableDescription.LatestStreamArn;
  } catch (error) {
    if (error instanceof DatabaseError && error.type === "ResourceInUseException") return undefined;
    throw error;
  }
}

/** Asks each index for something by the keys of the definition. */
async function checkKeys(call: DatabaseCall, name: string): Promise<void> {
  const asked = Object.entries(TABLE.indexes).map(([IndexName, { partition, sort }]) =>
    call("DynamoDB_20120810.Query", {
      TableName: name,
      IndexName,
      KeyConditionExpression: "#partition = :nothing AND #sort = :nothing",
      ExpressionAttributeNames: { "#partition": partition, "#sort": sort },
      ExpressionAttributeValues: { ":nothing": { S: "nothing" } },
      Limit: 1,
    }),
  );
  try {
    await Promise.all(asked);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.type !== "ValidationException") throw error;
    throw new LocalFailure(
      "The local data was made by another version of the product: run `npm run reset`.",
      { cause: error },
    );
  }
}

async function latestStream(call: DatabaseCall, name: string): Promise<string> {
  const { Streams } = streams.parse(await call("DynamoDBStreams_20120810.ListStreams", { TableName: name }));
  const [latest] = Streams.toSorted((one, other) => other.StreamLabel.localeCompare(one.StreamLabel));
  if (latest === undefined)
    throw new LocalFailure(`The local table ${name} has no stream: run \`npm run reset\`.`);
  return latest.StreamArn;
}

function tableInput(name: string) {
  const keys = [TABLE.key, ...Object.values(TABLE.indexes)];
  const attributes = new Set(keys.flatMap(({ partition, sort }) => [partition, sort]));
  return {
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: keySchema(TABLE.key),
    GlobalSecondaryIndexes: Object.entries(TABLE.indexes).map(([IndexName, key]) => ({
      IndexName,
      KeySchema: keySchema(key),
      Projection: { ProjectionType: "ALL" },
    })),
    StreamSpecification: { StreamEnabled: true, StreamViewType: TABLE.stream },
  };
}

function keySchema(key: { readonly partition: string; readonly sort: string }) {
  return [
    { AttributeName: key.partition, KeyType: "HASH" },
    { AttributeName: key.sort, KeyType: "RANGE" },
  ];
}

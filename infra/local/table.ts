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

const description = z.looseObject({
  LatestStreamArn: z.string(),
  GlobalSecondaryIndexes: z.array(z.looseObject({ IndexName: z.string() })).default([]),
});

/**
 * The single table, made from its definition when it is not there.
 * @throws LocalFailure when one is there that was made from another definition
 */
export async function ensureTable(call: DatabaseCall, name: string): Promise<LocalTable> {
  const found = await describe(call, name);
  if (found !== undefined) {
    const indexes = found.GlobalSecondaryIndexes.map((index) => index.IndexName).sort();
    if (indexes.join() !== Object.keys(TABLE.indexes).sort().join()) {
      throw new LocalFailure(
        "The local data was made by another version of the product: run `npm run reset`.",
      );
    }
    return { name, streamArn: found.LatestStreamArn, isNew: false };
  }
  const created = await call("DynamoDB_20120810.CreateTable", tableInput(name));
  await call("DynamoDB_20120810.UpdateTimeToLive", {
    TableName: name,
    TimeToLiveSpecification: { AttributeName: TABLE.ttl, Enabled: true },
  });
  const { TableDescription } = z.looseObject({ TableDescription: description }).parse(created);
  return { name, streamArn: TableDescription.LatestStreamArn, isNew: true };
}

async function describe(call: DatabaseCall, name: string) {
  try {
    const answer = await call("DynamoDB_20120810.DescribeTable", { TableName: name });
    return z.looseObject({ Table: description }).parse(answer).Table;
  } catch (error) {
    if (error instanceof DatabaseError && error.type === "ResourceNotFoundException") return undefined;
    throw error;
  }
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

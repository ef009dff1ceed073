import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, startDatabase } from "../../../infra/local/database.ts";
import { ensureTable } from "../../../infra/local/table.ts";
import { TABLE } from "../../../lib/table/definition.ts";

let database: Database;
beforeAll(async () => {
  const died = ({ message }: Error) => process.stderr.write(`${message}\n`);
  database = await startDatabase({ port: 0, folder: undefined, optimise: false, died });
  await database.ready;
});
afterAll(() => database.stop());

describe("the local table", () => {
  it("is made once, and found with its stream and all that it holds", async () => {
    const made = await ensureTable(database.call, "found");
    expect(made.isNew).toBe(true);
    const Item = { [TABLE.key.partition]: { S: "one" }, [TABLE.key.sort]: { S: "one" } };
    await database.call("DynamoDB_20120810.PutItem", { TableName: "found", Item });
    expect(await ensureTable(database.call, "found")).toEqual({ ...made, isNew: false });
    const { Item: kept } = Object(
      await database.call("DynamoDB_20120810.GetItem", { TableName: "found", Key: Item }),
    );
    expect(kept).toEqual(Item);
  });

  it("of another version of the product is refused in a sentence", async () => {
    const [, ...others] = Object.entries(TABLE.indexes);
    const schema = (partition: string, sort: string) => [
      { AttributeName: partition, KeyType: "HASH" },
      { AttributeName: sort, KeyType: "RANGE" },
    ];
    const keys = [TABLE.key, ...others.map(([, key]) => key)];
    const names = new Set(keys.flatMap(({ partition, sort }) => [partition, sort]));
    await database.call("DynamoDB_20120810.CreateTable", {
      TableName: "older",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [...names].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: schema(TABLE.key.partition, TABLE.key.sort),
      GlobalSecondaryIndexes: others.map(([IndexName, { partition, sort }]) => ({
        IndexName,
        KeySchema: schema(partition, sort),
        Projection: { ProjectionType: "ALL" },
      })),
    });
    await expect(ensureTable(database.call, "older")).rejects.toThrow(
      "The local data was made by another version of the product: run `npm run reset`.",
    );
  });
});

import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { entryItem } from "../../lib/aggregates/ledger.ts";
import { salesLedger } from "../../lib/performance/ledgers.ts";
import { documents, tableName } from "../../lib/table/client.ts";

/** Leaves a customer in the table that nobody can read any more. */
export async function damageCustomer(id: string): Promise<void> {
  await documents().send(
    new UpdateCommand({
      TableName: tableName(),
      Key: { pk: id, sk: "customer" },
      UpdateExpression: "SET createdAt = :broken",
      ExpressionAttributeValues: { ":broken": 7 },
    }),
  );
}

/** Leaves an entry in the table that no total can take in. */
export async function damageLedger(): Promise<void> {
  const dimensions = { month: "2026-11", department: "none", salesperson: "nobody" };
  const entry = {
    dimensions,
    measures: { deals: 0 },
    key: "1",
    revision: 1,
    month: "2026-11",
    changedAt: "",
  };
  const Item = { ...entryItem(salesLedger, entry), measures: { deals: "many" } };
  await documents().send(new PutCommand({ TableName: tableName(), Item }));
}

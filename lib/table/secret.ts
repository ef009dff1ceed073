import { randomBytes } from "node:crypto";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { documents, tableName } from "./client.ts";

const known = new Map<string, string>();

/** A signing key of this deployment, made at its first use and kept in the table, which is encrypted at rest. */
export async function secret(name: string): Promise<string> {
  const remembered = known.get(name);
  if (remembered !== undefined) return remembered;
  const value = (await read(name)) ?? (await create(name));
  known.set(name, value);
  return value;
}

const key = (name: string) => ({ pk: `secret#${name}`, sk: "secret" });

async function read(name: string): Promise<string | undefined> {
  const { Item } = await documents().send(
    new GetCommand({ TableName: tableName(), Key: key(name), ConsistentRead: true }),
  );
  return typeof Item?.value === "string" ? Item.value : undefined;
}

async function create(name: string): Promise<string> {
  const value = randomBytes(32).toString("base64url");
  try {
    await documents().send(
      new PutCommand({
        TableName: tableName(),
        Item: { ...key(name), entity: "secret", value },
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    );
    return value;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return (await read(name)) ?? value;
  }
}

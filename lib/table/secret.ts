import { randomBytes } from "node:crypto";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { cached } from "./cache.ts";
import { documents, tableName } from "./client.ts";

/** What is signed: each has a key of its own, and is as good as it. */
export const SECRETS = ["cursor", "survey links", "unsubscribe links", "campaign links"] as const;
export type Secret = (typeof SECRETS)[number];

/** The signing keys of this deployment for one thing. */
const keys = z.object({
  /** Signs. */
  value: z.string(),
  /** Signed earlier, and still holds: links in mails that were sent. */
  before: z.array(z.string()).default([]),
});
export type Keys = z.infer<typeof keys>;

/** So many earlier keys hold. */
const MOST_BEFORE = 5;

/** The keys as they stand, made at their first use and kept in the table, which is encrypted at rest. */
export function keysOf(name: Secret): Promise<Keys> {
  return cached(`secret ${name}`, async () => (await read(name)) ?? (await create(name)));
}

/**
 * Signs anew from now on; within seconds everywhere.
 * @param leaked somebody may know the keys: what they signed holds no longer, links in mails that were sent included
 * @throws ConditionalCheckFailedException when somebody else did so at the same moment
 */
export async function rotate(name: Secret, { leaked }: { readonly leaked: boolean }): Promise<void> {
  const now = await read(name);
  const before = now === undefined || leaked ? [] : [now.value, ...now.before].slice(0, MOST_BEFORE);
  await documents().send(
    new PutCommand({
      TableName: tableName(),
      Item: { ...key(name), entity: "secret", value: newValue(), before },
      ...(now === undefined
        ? { ConditionExpression: "attribute_not_exists(pk)" }
        : {
            ConditionExpression: "#value = :now",
            ExpressionAttributeNames: { "#value": "value" },
            ExpressionAttributeValues: { ":now": now.value },
          }),
    }),
  );
}

const key = (name: Secret) => ({ pk: `secret#${name}`, sk: "secret" });
const newValue = () => randomBytes(32).toString("base64url");

async function read(name: Secret): Promise<Keys | undefined> {
  const { Item } = await documents().send(
    new GetCommand({ TableName: tableName(), Key: key(name), ConsistentRead: true }),
  );
  return Item === undefined ? undefined : keys.parse(Item);
}

async function create(name: Secret): Promise<Keys> {
  const made = { value: newValue(), before: [] };
  try {
    await documents().send(
      new PutCommand({
        TableName: tableName(),
        Item: { ...key(name), entity: "secret", ...made },
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    );
    return made;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return (await read(name)) ?? made;
  }
}

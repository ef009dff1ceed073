import { GetCommand } from "@aws-sdk/lib-dynamodb";
import type * as z from "zod";
import { cached } from "../table/cache.ts";
import { documents, tableName } from "../table/client.ts";

/** A settings document: what holds until an administrator changes it, and the schema of every change. */
export interface Setting<T> {
  /** Its name in `/settings/{name}`. */
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly default: T;
}

/** Declares a settings document. */
export function defineSetting<T>(setting: Setting<T>): Setting<T> {
  return setting;
}

/** Key of the item that holds a changed setting. */
export function settingKey(name: string) {
  return { pk: "settings", sk: name };
}

/** A setting as it stands now, at most a few seconds old. */
export function setting<T>({ name, schema, default: fallback }: Setting<T>): Promise<T> {
  return cached(`settings#${name}`, async () => {
    const { Item } = await documents().send(
      new GetCommand({ TableName: tableName(), Key: settingKey(name) }),
    );
    return Item === undefined ? fallback : schema.parse(Item.value);
  });
}

import { isDeepStrictEqual } from "node:util";
import { keyOf, type Write } from "../table/write.ts";

/** Writes of one transaction by the key of their item. */
export type Combined = ReadonlyMap<string, Write>;

/**
 * Adds a row's writes to those of the rows before it. DynamoDB takes each item once in a transaction, so what two rows do
 * to one item becomes one write: from what stood before the first to what the last makes of it.
 * @returns `undefined` when that is not possible: the row then goes into the next transaction
 */
export function combine(before: Combined, writes: readonly Write[]): Combined | undefined {
  const all = new Map(before);
  for (const write of writes) {
    const there = all.get(keyOf(write));
    const joined = there === undefined ? write : join(there, write);
    if (joined === undefined) return undefined;
    all.set(keyOf(write), joined);
  }
  return all;
}

function join(first: Write, then: Write): Write | undefined {
  const check = [first, then].find(({ item }) => item.ConditionCheck !== undefined);
  const put = [first, then].find(({ item }) => item.Put !== undefined);
  // Whoever puts a record knows its version, and so that it exists.
  if (check !== undefined && put !== undefined)
    return put.item.Put?.ConditionExpression === undefined ? undefined : put;
  if (check !== undefined)
    return isDeepStrictEqual(first.item.ConditionCheck, then.item.ConditionCheck) ? first : undefined;
  return joinPuts(first, then);
}

function joinPuts(first: Write, then: Write): Write | undefined {
  const [was, is] = [first.item.Put, then.item.Put];
  if (was === undefined || is === undefined) return undefined;
  const { ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues, ...bare } = is;
  const expected = ExpressionAttributeValues?.[":version"];
  const follows =
    ConditionExpression === undefined || (expected !== undefined && expected === was.Item?.version);
  if (!follows) return undefined;
  const { Item: _, ...condition } = was;
  return { ...first, item: { Put: { ...bare, ...condition } } };
}

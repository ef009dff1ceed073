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

type Put = NonNullable<Write["item"]["Put"]>;
type Update = NonNullable<Write["item"]["Update"]>;
type Condition = Pick<
  Update,
  "ConditionExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"
>;

function join(first: Write, then: Write): Write | undefined {
  const [was, is] = [first.item, then.item];
  if (was.Put !== undefined && is.Put !== undefined) return joinPuts(first, was.Put, is.Put);
  // What a later row requires was decided on what this one puts.
  if (was.Put !== undefined && is.ConditionCheck !== undefined) return first;
  if (was.ConditionCheck !== undefined && isDeepStrictEqual(was, is)) return first;
  if (was.ConditionCheck !== undefined) return withCondition(then, was.ConditionCheck);
  if (was.Update !== undefined && is.ConditionCheck !== undefined)
    return withCondition(first, is.ConditionCheck);
  if (was.Update !== undefined && is.Update !== undefined) return joinUpdates(first, was.Update, is.Update);
  return undefined;
}

/** The later of two puts, under the condition of the earlier: that the later follows it is known here. */
function joinPuts(first: Write, was: Put, is: Put): Write | undefined {
  if (!follows(is, was.Item)) return undefined;
  const {
    ConditionExpression: _,
    ExpressionAttributeNames: __,
    ExpressionAttributeValues: ___,
    ...bare
  } = is;
  const { Item: ____, ...condition } = was;
  return { ...first, item: { Put: { ...bare, ...condition } } };
}

/** Whether an item meets a condition of the form `#field = :value`. */
function follows(
  { ConditionExpression, ExpressionAttributeNames = {}, ExpressionAttributeValues = {} }: Put,
  item: Put["Item"],
): boolean {
  if (ConditionExpression === undefined) return true;
  const [, name = "", value = ""] = /^(#\w+) = (:\w+)$/.exec(ConditionExpression) ?? [];
  const field = ExpressionAttributeNames[name];
  return field !== undefined && item?.[field] === ExpressionAttributeValues[value];
}

/** A write under one more condition; `undefined` when the two use a name for different things. */
function withCondition(write: Write, condition: Condition): Write | undefined {
  const { Put, Update, ConditionCheck } = write.item;
  const both = and(Put ?? Update ?? ConditionCheck ?? {}, condition);
  if (both === undefined) return undefined;
  if (Put !== undefined) return { ...write, item: { Put: { ...Put, ...both } } };
  if (Update !== undefined) return { ...write, item: { Update: { ...Update, ...both } } };
  if (ConditionCheck === undefined) return undefined;
  const { ConditionExpression = "", ...rest } = both;
  return { ...write, item: { ConditionCheck: { ...ConditionCheck, ...rest, ConditionExpression } } };
}

function and(one: Condition, other: Condition): Condition | undefined {
  const names = union(one.ExpressionAttributeNames, other.ExpressionAttributeNames);
  const values = union(one.ExpressionAttributeValues, other.ExpressionAttributeValues);
  if (names === undefined || values === undefined) return undefined;
  const [first, second] = [one.ConditionExpression, other.ConditionExpression];
  const both =
    first === undefined || second === undefined || first.includes(second)
      ? (first ?? second)
      : `(${first}) AND (${second})`;
  return {
    ...(both !== undefined && { ConditionExpression: both }),
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

function union<V>(one: Record<string, V> = {}, other: Record<string, V> = {}): Record<string, V> | undefined {
  const clash = Object.keys(one).some((key) => key in other && !isDeepStrictEqual(one[key], other[key]));
  return clash ? undefined : { ...one, ...other };
}

/** Two updates that count the same up: they count up by both. */
function joinUpdates(first: Write, was: Update, is: Update): Write | undefined {
  const { UpdateExpression = "" } = is;
  if (was.UpdateExpression !== UpdateExpression) return undefined;
  const steps = new Set(
    [...UpdateExpression.matchAll(/(#?\w+) = \1 \+ (:\w+)/g)].map(([, , step]) => step ?? ""),
  );
  const fixed = (values: Update["ExpressionAttributeValues"] = {}) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => !steps.has(name)));
  const base = { ...was, ExpressionAttributeValues: fixed(was.ExpressionAttributeValues) };
  const both = and(base, { ...is, ExpressionAttributeValues: fixed(is.ExpressionAttributeValues) });
  if (both === undefined || [...steps].some((step) => both.ConditionExpression?.includes(step)))
    return undefined;
  const sums = [...steps].map((step) => [
    step,
    Number(was.ExpressionAttributeValues?.[step]) + Number(is.ExpressionAttributeValues?.[step]),
  ]);
  const values = { ...both.ExpressionAttributeValues, ...Object.fromEntries(sums) };
  return { ...first, item: { Update: { ...was, ...both, ExpressionAttributeValues: values } } };
}

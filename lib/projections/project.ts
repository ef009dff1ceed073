import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { documents, tableName } from "../table/client.ts";
import type { Item } from "../table/entity.ts";
import type { StreamChange } from "../table/stream.ts";
import { historyItem } from "./history.ts";
import type { Noun } from "./noun.ts";

/** How long the mark of a copy that is gone outlives the last repetition of its stream record, in seconds. */
const MARK_KEPT = 2 * 24 * 60 * 60;

/**
 * Keeps what lies beside a record: its history, its copies in other indexes, and the customer's timeline.
 * Every item has a key and a content that follow from the change alone, so that repeating it changes nothing.
 */
export async function project({ was, is }: StreamChange, nouns: ReadonlyMap<string, Noun>): Promise<void> {
  const noun = nouns.get(String(is?.entity));
  if (noun === undefined || is === undefined) return;
  await Promise.all([
    ...(noun.history === false ? [] : [put(historyItem(was, is))]),
    ...timelineItems(noun, was, is).map(put),
    ...copyItems(noun, was, is).map(putNewer),
  ]);
}

function timelineItems(noun: Noun, was: Item | undefined, is: Item): Item[] {
  const at = String(is.updatedAt);
  return noun.timeline(was, is).map(({ customerId, ...line }, index) => {
    const sk = `${at}#${String(is.id)}#${String(is.version)}#${index}`;
    const own = {
      pk: `timeline#${customerId}`,
      sk,
      entity: "timeline",
      customerPk: customerId,
      customerSk: timelineSortKey(sk),
    };
    return { ...own, ...line, at, by: is.updatedBy, recordId: is.id, recordType: is.entity };
  });
}

/** The timeline follows everything else in the customer's partition, which is read backwards. */
export function timelineSortKey(rest: string): string {
  return `1#${rest}`;
}

function copyItems(noun: Noun, was: Item | undefined, is: Item): Item[] {
  const copies = noun.copies(is);
  const names = new Set(copies.map(({ name }) => name));
  const gone = was === undefined ? [] : noun.copies(was).filter(({ name }) => !names.has(name));
  const seconds = Math.floor(Date.parse(String(is.updatedAt)) / 1000);
  const marks = gone.map(({ item }) => {
    const { pk, sk } = item;
    return { pk, sk, entity: "copy", version: is.version, ttl: seconds + MARK_KEPT };
  });
  return [...copies.map(({ item }) => item), ...marks];
}

async function put(item: Item): Promise<void> {
  await documents().send(new PutCommand({ TableName: tableName(), Item: item }));
}

async function putNewer(item: Item): Promise<void> {
  try {
    await documents().send(
      new PutCommand({
        TableName: tableName(),
        Item: item,
        ConditionExpression: "attribute_not_exists(pk) OR #version < :version",
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: { ":version": item.version },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

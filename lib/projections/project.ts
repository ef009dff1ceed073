import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { documents, tableName } from "../table/client.ts";
import type { Item } from "../table/entity.ts";
import type { StreamChange } from "../table/stream.ts";
import { historyItem } from "./history.ts";
import type { Noun } from "./noun.ts";

/** How long the mark of a copy that is gone outlives the last repetition of its stream record, in seconds. */
const MARK_KEPT = 2 * 24 * 60 * 60;

/** What lies beside a record and follows from one change of it, in key and content, so that repeating it changes nothing. */
export interface Aside {
  /** History and timeline: the same whenever they are written. */
  readonly fixed: readonly Item[];
  /** Copies in other indexes: a newer one stays. */
  readonly versioned: readonly Item[];
}

/** History, timeline and copies that follow from a change. */
export function aside({ was, is }: StreamChange, nouns: ReadonlyMap<string, Noun>): Aside {
  const noun = nouns.get(String(is?.entity));
  if (noun === undefined || is === undefined) return { fixed: [], versioned: [] };
  return {
    fixed: [...(noun.history === false ? [] : [historyItem(was, is)]), ...timelineItems(noun, was, is)],
    versioned: copyItems(noun, was, is),
  };
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
  return [...copies.map(({ item }) => item), ...gone.map(({ item }) => goneCopy(item, is))];
}

/** The mark in the place of a copy that a version of its record has no longer. */
export function goneCopy({ pk, sk }: Item, is: Item): Item {
  const seconds = Math.floor(Date.parse(String(is.updatedAt)) / 1000);
  return { pk, sk, entity: "copy", version: is.version, ttl: seconds + MARK_KEPT };
}

/** Whether a copy is only the mark that it is gone. */
export function isGone(copy: Item): boolean {
  return copy.of === undefined;
}

/** Puts a copy unless the one there is as new. */
export function putNewer(item: Item): Promise<void> {
  return putCopy(item, "<");
}

/** Puts a copy unless the one there is newer. */
export function putUnlessNewer(item: Item): Promise<void> {
  return putCopy(item, "<=");
}

async function putCopy(item: Item, than: "<" | "<="): Promise<void> {
  try {
    await documents().send(
      new PutCommand({
        TableName: tableName(),
        Item: item,
        ConditionExpression: `attribute_not_exists(pk) OR #version ${than} :version`,
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: { ":version": item.version },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

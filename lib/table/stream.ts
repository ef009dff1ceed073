import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import type { Item } from "./entity.ts";

/** A change of the table as its stream tells it. */
export interface StreamChange {
  /** Where it stands; compares as text with every other position of its partition key. */
  readonly position: string;
  readonly was: Item | undefined;
  readonly is: Item | undefined;
}

/** Digits of the longest sequence number. */
const DIGITS = 40;

/**
 * Where a stream record stands. The stream's label, the instant at which it was enabled, comes first: a stream that was
 * enabled anew numbers anew.
 */
export function positionOf({ eventSourceARN, dynamodb }: DynamoDBRecord): string {
  const label = eventSourceARN?.split("/").at(-1) ?? "";
  return `${label}/${(dynamodb?.SequenceNumber ?? "").padStart(DIGITS, "0")}`;
}

/** Reads a stream record. */
export function streamChange(record: DynamoDBRecord): StreamChange {
  return {
    position: positionOf(record),
    was: image(record.dynamodb?.OldImage),
    is: image(record.dynamodb?.NewImage),
  };
}

/** The Lambda event types and the SDK name the same JSON differently. */
function image(attributes: unknown): Item | undefined {
  return isAttributeMap(attributes) ? unmarshall(attributes) : undefined;
}

function isAttributeMap(value: unknown): value is Record<string, AttributeValue> {
  return typeof value === "object" && value !== null;
}

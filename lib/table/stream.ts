import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import type { Item } from "./entity.ts";

/** A change of the table as its stream tells it. */
export interface StreamChange {
  /** Label of the stream: another one starts its own numbering. */
  readonly stream: string;
  /** Position in the stream, padded so that it compares as text. */
  readonly position: string;
  readonly was: Item | undefined;
  readonly is: Item | undefined;
}

/** Sequence numbers have up to 40 digits. */
export function padPosition(sequenceNumber: string): string {
  return sequenceNumber.padStart(40, "0");
}

/** Reads a stream record. */
export function streamChange(record: DynamoDBRecord): StreamChange {
  return {
    stream: record.eventSourceARN?.split("/").at(-1) ?? "",
    position: padPosition(record.dynamodb?.SequenceNumber ?? ""),
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

import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBBatchResponse, DynamoDBRecord } from "aws-lambda";
import { following } from "../log/invocation.ts";
import { logger } from "../log/logger.ts";
import { CHANGES_FAILED } from "../metrics/flow.ts";
import { measure } from "../metrics/measure.ts";
import type { Item } from "./entity.ts";

/** A change of the table as its stream tells it. */
export interface StreamChange {
  /** Where it stands; compares as text with every other position of its partition key. */
  readonly position: string;
  readonly was: Item | undefined;
  readonly is: Item | undefined;
}

/** What went wrong, and the first change that is to be delivered again for it; without one, all of them are. */
export interface Failure {
  readonly position: string | undefined;
  readonly error: unknown;
}

/** One step of what follows from a batch of changes. */
type Step = (changes: readonly StreamChange[]) => Promise<readonly Failure[]>;

/**
 * Takes the steps that follow from a batch of stream records, one after the other: where one fails, the next ends.
 * @returns to Lambda, from which record on to deliver again
 */
export async function follow(
  records: readonly DynamoDBRecord[],
  ...steps: readonly Step[]
): Promise<DynamoDBBatchResponse> {
  let changes = records.map(streamChange);
  for (const step of steps) {
    const failures = await step(changes);
    const places = failures.map((failure) =>
      changes.findIndex(({ position }) => position === failure.position),
    );
    for (const [index, { error }] of failures.entries()) {
      const began = changes[places[index] ?? -1]?.is?.correlationId;
      following(typeof began === "string" ? began : undefined, () =>
        logger.error("a change could not be followed", { error: String(error) }),
      );
    }
    if (failures.length > 0) measure(CHANGES_FAILED, failures.length);
    changes = changes.slice(0, Math.max(0, Math.min(changes.length, ...places)));
  }
  const failed = records[changes.length];
  return {
    batchItemFailures:
      failed === undefined ? [] : [{ itemIdentifier: failed.dynamodb?.SequenceNumber ?? "" }],
  };
}

/** A step that cannot fail: it only notes what is done. */
export function noting(note: (changes: readonly StreamChange[]) => void): Step {
  return async (changes) => {
    note(changes);
    return [];
  };
}

/** Does a part of a step, so that what fails does not keep the other parts from being done. */
export async function attempt(position: string | undefined, work: () => Promise<void>): Promise<Failure[]> {
  try {
    await work();
    return [];
  } catch (error) {
    return [{ position, error }];
  }
}

/**
 * How many writes are under way at once: few for a small batch, which is in no hurry and would only make callers' own
 * writes wait behind it; more for a large one, which is behind.
 * @param most as many connections as the SDK keeps, for those that somebody waits for
 */
export function writesAtOnce(changes: number, most: 24 | 50 = 24): number {
  return Math.min(most, Math.max(4, Math.ceil(changes / 10)));
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

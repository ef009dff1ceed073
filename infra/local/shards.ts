import * as z from "zod";
import { type DatabaseCall, DatabaseError } from "./database-call.ts";
import { mendEmptyMaps } from "./empty-maps.ts";

export interface Shard {
  readonly id: string;
  /** Read before this one, as long as it is there. */
  readonly parent: string | undefined;
}

/** A stream record, in the shape in which Lambda hands it to a function. */
export interface StreamRecord {
  readonly sequence: string;
  /** The item's type, before and after the change. */
  readonly types: readonly string[];
  /** As DynamoDB Local wrote it; see `mended`. */
  readonly record: Readonly<Record<string, unknown>>;
}

export interface Page {
  readonly records: readonly StreamRecord[];
  /** Where the next page begins; none when the shard is closed and read. */
  readonly next: string | undefined;
}

const shards = z.looseObject({
  StreamDescription: z.looseObject({
    Shards: z.array(z.looseObject({ ShardId: z.string(), ParentShardId: z.string().optional() })).default([]),
    LastEvaluatedShardId: z.string().nullish(),
  }),
});
const iterator = z.looseObject({ ShardIterator: z.string() });
const page = z.looseObject({
  Records: z.array(
    z.looseObject({
      dynamodb: z.looseObject({
        SequenceNumber: z.string(),
        // Not looked into here: of most records only the type is asked for.
        NewImage: z.unknown().optional(),
        OldImage: z.unknown().optional(),
      }),
    }),
  ),
  NextShardIterator: z.string().nullish(),
});

/** The shards of a stream. */
export async function shardsOf(call: DatabaseCall, streamArn: string): Promise<readonly Shard[]> {
  const found: Shard[] = [];
  let after: string | undefined;
  do {
    const input = { StreamArn: streamArn, ...(after === undefined ? {} : { ExclusiveStartShardId: after }) };
    const { StreamDescription } = shards.parse(await call("DynamoDBStreams_20120810.DescribeStream", input));
    found.push(
      ...StreamDescription.Shards.map(({ ShardId, ParentShardId }) => ({
        id: ShardId,
        parent: ParentShardId,
      })),
    );
    after = StreamDescription.LastEvaluatedShardId ?? undefined;
  } while (after !== undefined);
  return found;
}

/**
 * An iterator behind a record, or at the beginning of a shard.
 * @returns undefined when what follows that record is no longer kept (24 hours)
 */
export async function iteratorAt(
  call: DatabaseCall,
  streamArn: string,
  shardId: string,
  after: string | undefined,
): Promise<string | undefined> {
  const place =
    after === undefined
      ? { ShardIteratorType: "TRIM_HORIZON" }
      : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: after };
  try {
    const input = { StreamArn: streamArn, ShardId: shardId, ...place };
    return iterator.parse(await call("DynamoDBStreams_20120810.GetShardIterator", input)).ShardIterator;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** @returns undefined when the iterator is no longer valid */
export async function pageAt(
  call: DatabaseCall,
  streamArn: string,
  shardIterator: string,
  limit: number,
): Promise<Page | undefined> {
  try {
    const input = { ShardIterator: shardIterator, Limit: limit };
    const { Records, NextShardIterator } = page.parse(
      await call("DynamoDBStreams_20120810.GetRecords", input),
    );
    return {
      records: Records.map((record) => ({
        sequence: record.dynamodb.SequenceNumber,
        types: [record.dynamodb.NewImage, record.dynamodb.OldImage].flatMap(typeOf),
        record: { ...record, eventSourceARN: streamArn },
      })),
      next: NextShardIterator ?? undefined,
    };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** The same record as DynamoDB's own streams write it. */
export function mended(record: StreamRecord): StreamRecord {
  const { NewImage, OldImage } = Object(record.record.dynamodb);
  mendEmptyMaps(NewImage);
  mendEmptyMaps(OldImage);
  return record;
}

function typeOf(image: unknown): string[] {
  const type: unknown = Object(Object(image).entity).S;
  return typeof type === "string" ? [type] : [];
}

function isGone(error: unknown): boolean {
  return (
    error instanceof DatabaseError &&
    ["TrimmedDataAccessException", "ExpiredIteratorException", "ResourceNotFoundException"].includes(
      error.type,
    )
  );
}

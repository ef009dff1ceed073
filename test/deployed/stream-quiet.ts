import { setTimeout as wait } from "node:timers/promises";
import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from "@aws-sdk/client-dynamodb-streams";
import { deployment } from "./deployment.ts";

const dynamodb = new DynamoDBClient({});
const streams = new DynamoDBStreamsClient({});

/** Longer than a function's cold start, in milliseconds. */
const QUIET = 1_500;

/** Resolves when nothing was written for a while: what follows from a write is itself a write, up to the mail. */
export async function streamQuiet(): Promise<void> {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: deployment().tableName }));
  const StreamArn = Table?.LatestStreamArn;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const open = await Promise.all(
    (StreamDescription?.Shards ?? []).map(async ({ ShardId }) => {
      const position = { StreamArn, ShardId, ShardIteratorType: "LATEST" } as const;
      return (await streams.send(new GetShardIteratorCommand(position))).ShardIterator;
    }),
  );
  let iterators = open.filter((iterator) => iterator !== undefined);
  let last = performance.now();
  while (performance.now() - last < QUIET && iterators.length > 0) {
    await wait(100);
    const pages = await Promise.all(
      iterators.map((ShardIterator) => streams.send(new GetRecordsCommand({ ShardIterator }))),
    );
    if (pages.some(({ Records = [] }) => Records.length > 0)) last = performance.now();
    iterators = pages.flatMap(({ NextShardIterator }) => NextShardIterator ?? []);
  }
}

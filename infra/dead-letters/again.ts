import {
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from "@aws-sdk/client-dynamodb-streams";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { DynamoDBRecord } from "aws-lambda";
import * as z from "zod";
import type { Lambda } from "../../functions/lambda.ts";
import { repairTouched } from "../../lib/aggregates/touched.ts";
import { ledgers } from "../../lib/ledgers.ts";
import { streamChange } from "../../lib/table/stream.ts";
import type { Changes, Letter } from "./letter.ts";

/** A letter that is dead still, and why. */
export class StillDead extends Error {}

const outcome = z.looseObject({ batchItemFailures: z.array(z.unknown()).nullish() }).nullish();

/**
 * Gives a dead letter to its function once more. A change of the table comes too late for the totals that it adds to:
 * they are set right from their ledgers.
 * @throws StillDead with a sentence when it fails again
 */
export async function doAgain(letter: Letter, declaration: Lambda, now: Date): Promise<void> {
  if (letter.again.kind === "event") {
    await invoke(letter.function, letter.again.payload);
    return;
  }
  const records = (await recordsIn(letter.again.changes)).filter(isFor(declaration));
  const answer = outcome.parse(await invoke(letter.function, { Records: records }));
  if ((answer?.batchItemFailures ?? []).length > 0)
    throw new StillDead("the function reported the change as failed again");
  await repairTouched(records.map(streamChange), ledgers, now);
}

let functions: LambdaClient | undefined;
let streams: DynamoDBStreamsClient | undefined;

async function invoke(name: string, event: unknown): Promise<unknown> {
  functions ??= new LambdaClient();
  const { FunctionError, Payload } = await functions.send(
    new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event) }),
  );
  const text = Payload?.transformToString() ?? "";
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  if (FunctionError === undefined) return answer;
  const { errorType = FunctionError } = z.looseObject({ errorType: z.string().optional() }).parse(answer);
  throw new StillDead(`it failed again: ${errorType}`);
}

/** The changes between two places of a stream, as Lambda hands them to functions. */
async function recordsIn({ streamArn, shardId, first, last }: Changes): Promise<DynamoDBRecord[]> {
  streams ??= new DynamoDBStreamsClient();
  const found: DynamoDBRecord[] = [];
  try {
    let { ShardIterator: next } = await streams.send(
      new GetShardIteratorCommand({
        StreamArn: streamArn,
        ShardId: shardId,
        ShardIteratorType: "AT_SEQUENCE_NUMBER",
        SequenceNumber: first,
      }),
    );
    while (next !== undefined) {
      const { Records = [], NextShardIterator } = await streams.send(
        new GetRecordsCommand({ ShardIterator: next }),
      );
      for (const { eventID, eventName, dynamodb } of Records) {
        if (isAfter(dynamodb?.SequenceNumber ?? "", last)) return found;
        const { ApproximateCreationDateTime: at, ...change } = dynamodb ?? {};
        found.push({
          ...(eventID !== undefined && { eventID }),
          ...(eventName !== undefined && { eventName }),
          eventSource: "aws:dynamodb",
          eventSourceARN: streamArn,
          // The SDK and the types of Lambda's events name the same JSON differently.
          dynamodb: {
            ...change,
            ...(at && { ApproximateCreationDateTime: at.getTime() / 1_000 }),
          } as NonNullable<DynamoDBRecord["dynamodb"]>,
        });
        if (dynamodb?.SequenceNumber === last) return found;
      }
      next = Records.length === 0 && found.length > 0 ? undefined : NextShardIterator;
    }
  } catch (error) {
    if (!(error instanceof TrimmedDataAccessException)) throw error;
    throw new StillDead(
      "the stream has forgotten the change after a day: reconcile its months, and see the runbook",
    );
  }
  return found;
}

/** Numbers of up to forty digits. */
function isAfter(one: string, other: string): boolean {
  return BigInt(one || 0) > BigInt(other);
}

/** What the function's filter would let through. */
function isFor({ trigger }: Lambda) {
  const types = trigger.kind === "stream" ? trigger.of : undefined;
  return ({ dynamodb }: DynamoDBRecord) => {
    const entity = (dynamodb?.NewImage ?? dynamodb?.OldImage)?.entity?.S;
    return types === undefined || (entity !== undefined && types.includes(entity));
  };
}

import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { ledgers } from "../../lib/ledgers.ts";
import { logger } from "../../lib/log/logger.ts";
import { nouns } from "../../lib/nouns.ts";
import { keep } from "../../lib/projections/keep.ts";
import { positionOf, streamChange } from "../../lib/table/stream.ts";

export async function handler({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const { failedFrom, errors } = await keep(Records.map(streamChange), nouns, ledgers);
  for (const error of errors) logger.error("a change could not be kept up with", { error: String(error) });
  const failed = Records.find((record) => positionOf(record) === failedFrom);
  return {
    batchItemFailures:
      failedFrom === undefined ? [] : [{ itemIdentifier: failed?.dynamodb?.SequenceNumber ?? "" }],
  };
}

import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { publish } from "../../lib/bus/publish.ts";
import { logger } from "../../lib/log/logger.ts";
import { nouns } from "../../lib/nouns.ts";
import { announced } from "../../lib/projections/announced.ts";
import { streamChange } from "../../lib/table/stream.ts";

export async function handler({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  for (const record of Records) {
    try {
      await publish(announced(streamChange(record), nouns));
    } catch (error) {
      logger.error("events could not be published", { error: String(error) });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? "" }] };
    }
  }
  return { batchItemFailures: [] };
}

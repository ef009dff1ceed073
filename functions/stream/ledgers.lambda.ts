import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { addUp } from "../../lib/aggregates/add-up.ts";
import { ledgers } from "../../lib/ledgers.ts";
import { follow } from "../../lib/table/stream.ts";

export function handler({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  return follow(Records, (changes) => addUp(changes, ledgers));
}

import type { DynamoDBStreamEvent } from "aws-lambda";
import { addUp } from "../../lib/aggregates/add-up.ts";
import { ledgers } from "../../lib/ledgers.ts";
import { invoked } from "../../lib/log/invoked.ts";
import { follow } from "../../lib/table/stream.ts";

export const handler = invoked(
  ({ Records }: DynamoDBStreamEvent) => follow(Records, (changes) => addUp(changes, ledgers)),
  () => undefined,
);

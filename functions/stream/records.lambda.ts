import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { announce } from "../../lib/bus/announce.ts";
import { nouns } from "../../lib/nouns.ts";
import { keep } from "../../lib/projections/keep.ts";
import { follow } from "../../lib/table/stream.ts";

/** Announced last: an event is published again when its record is, everything else is not noticed. */
export function handler({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  return follow(
    Records,
    (changes) => keep(changes, nouns),
    (changes) => announce(changes, nouns),
  );
}

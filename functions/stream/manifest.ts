import { nouns } from "../../lib/nouns.ts";
import type { Lambda } from "../lambda.ts";

/**
 * The two readers of the table's stream. Each is given only what it follows; reports do not wait for histories, which
 * are several times as many writes.
 */
export const streamLambdas: readonly Lambda[] = [
  {
    name: "stream-ledgers",
    entry: "functions/stream/ledgers.lambda.ts",
    trigger: { kind: "stream", of: ["ledger", "total"], batchSize: 3000, batchWindowSeconds: 0 },
    grants: ["table:write"],
    memory: 512,
    timeout: 60,
    errorImpact: "Reports fall behind the deals that they are made of.",
  },
  {
    name: "stream-records",
    entry: "functions/stream/records.lambda.ts",
    trigger: { kind: "stream", of: [...nouns.keys()], batchSize: 500, batchWindowSeconds: 0 },
    grants: ["table:write", "bus:publish"],
    memory: 512,
    timeout: 60,
    errorImpact:
      "Nothing follows from new records until it works again: no reminder is scheduled, no mail is sent, histories, timelines and lookups fall behind.",
  },
];

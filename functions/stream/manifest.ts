import type { Lambda } from "../lambda.ts";

/** The two readers of the table's stream. */
export const streamLambdas: readonly Lambda[] = [
  {
    name: "stream-keep",
    entry: "functions/stream/keep.lambda.ts",
    trigger: { kind: "stream", batchSize: 500, batchWindowSeconds: 0 },
    grants: ["table:write"],
    memory: 512,
    timeout: 60,
    errorImpact: "Reports, histories, timelines and lookups fall behind the records they are made of.",
  },
  {
    name: "stream-publish",
    entry: "functions/stream/publish.lambda.ts",
    trigger: { kind: "stream", batchSize: 100, batchWindowSeconds: 0 },
    grants: ["bus:publish"],
    memory: 512,
    timeout: 60,
    errorImpact:
      "Nothing follows from new records: no reminder is scheduled and no mail is sent until it works again.",
  },
];

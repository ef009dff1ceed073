import { startLocalCloud } from "../../../../infra/local/cloud.ts";
import { declare, echo, happened } from "./declarations.ts";

/** A local cloud as a process of its own, to be killed: `<data folder> <ports as JSON>`. */
const [, , dataDir = "", ports = "{}"] = process.argv;
const cloud = await startLocalCloud({
  dataDir,
  ports: JSON.parse(ports),
  // It dies young.
  optimise: false,
  lambdas: [
    { ...echo, entry: "test/integration/local/lambdas/writer.lambda.ts" },
    declare("reader", "slow", { kind: "stream", batchSize: 50, batchWindowSeconds: 0 }),
    declare("listener", "slow", { kind: "bus", events: [happened] }),
    declare("alarm", "slow", { kind: "schedule" }),
  ],
});
process.send?.({
  url: cloud.url,
  mailboxUrl: cloud.mailboxUrl,
  token: await cloud.issueToken({ userId: "usr_1", email: "li@example.cn" }),
});

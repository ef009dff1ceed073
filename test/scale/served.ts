import { startLocalCloud } from "../../infra/local/cloud.ts";
import { documents } from "../../lib/table/client.ts";
import { type Filled, fill } from "./fill.ts";
import { found } from "./world.ts";

/** A DynamoDB call as the product made it, to be made again by the raw SDK. */
export interface Call {
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

/** What the measuring process is told of a filled product. */
export interface Served extends Filled {
  readonly url: string;
  readonly database: string;
  readonly admin: string;
  readonly manager: string;
  readonly finance: string;
  readonly salespeople: readonly { readonly id: string; readonly token: string }[];
  readonly productId: string;
}

export type Told =
  | { readonly kind: "made"; readonly customers: number }
  | ({ readonly kind: "served" } & Served);

/** The product in a process of its own, filled with so many customers; in memory unless a folder is named. */
const [, , customers = "", folder] = process.argv;
const cloud = await startLocalCloud({ optimise: true, ...(folder !== undefined && { dataDir: folder }) });
const world = await found({ cloud, settled: async () => {}, url: cloud.url });
await cloud.drain();
const database = process.env.AWS_ENDPOINT_URL_DYNAMODB ?? "";
const filled = await fill(Number(customers), world, database, {
  way: folder === undefined ? "batches" : "transactions",
  now: cloud.now(),
  told: (made) => process.send?.({ kind: "made", customers: made } satisfies Told),
});

let calls: Call[] = [];
documents().middlewareStack.add(
  (next, { commandName = "" }) =>
    (args) => {
      // What happens to the input later is none of this call's.
      calls.push({
        operation: commandName.replace(/Command$/, ""),
        input: structuredClone({ ...args.input }),
      });
      return next(args);
    },
  // Before the document client turns values into attributes.
  { name: "rememberCalls", step: "initialize", priority: "high" },
);
process.on("message", () => {
  process.send?.(calls);
  calls = [];
});
process.on("disconnect", async () => {
  await cloud.stop();
  process.exit();
});
process.send?.({
  kind: "served",
  ...filled,
  url: cloud.url,
  database,
  admin: world.admin.token,
  manager: world.manager.token,
  finance: world.finance.token,
  salespeople: world.salespeople.map(({ id, token }) => ({ id, token })),
  productId: world.productIds[0] ?? "",
} satisfies Told);

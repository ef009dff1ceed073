import { join } from "node:path";
import { startLocalCloud } from "../../infra/local/cloud.ts";
import { databaseFile } from "../../infra/local/database-folder.ts";
import { free } from "../../infra/local/ports.ts";
import { documents } from "../../lib/table/client.ts";
import type { Staff } from "../makers/company.ts";
import { copyDatabase, replaceDatabase, streamOff } from "./database-file.ts";
import { type Filled, fill } from "./fill.ts";
import { found } from "./world.ts";
import { openWriter } from "./writer.ts";

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

/** The product in a process of its own, with so many customers, its files in a folder. */
const [, , customers = "", folder = ""] = process.argv;
// The SDK's clients stay with the addresses of the first start.
const ports = {
  database: await free("database", 0),
  services: await free("services", 0),
  mailbox: await free("mailbox", 0),
};
const options = { dataDir: folder, ports };
const kept = databaseFile(join(folder, "dynamodb"));
const filling = join(folder, "filling.db");

const empty = await startLocalCloud(options);
const world = await found({ cloud: empty, settled: async () => {}, url: empty.url });
await empty.drain();
await empty.stop();
copyDatabase(kept, filling);

// The verbs that make the records ask for settings meanwhile.
const asked = await startLocalCloud(options);
const writer = openWriter(filling);
const filled = await fill(Number(customers), world, writer, {
  now: asked.now(),
  told: (made) => process.send?.({ kind: "made", customers: made } satisfies Told),
});
await asked.stop();
replaceDatabase(kept, filling);

const cloud = await startLocalCloud(options);
const database = process.env.AWS_ENDPOINT_URL_DYNAMODB ?? "";
await streamOff(database);
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
const tokenOf = ({ id, email }: Staff) => cloud.issueToken({ userId: id, email });
process.send?.({
  kind: "served",
  ...filled,
  url: cloud.url,
  database,
  admin: await tokenOf(world.admin),
  manager: await tokenOf(world.manager),
  finance: await tokenOf(world.finance),
  salespeople: await Promise.all(
    world.salespeople.map(async (person) => ({ id: person.id, token: await tokenOf(person) })),
  ),
  productId: world.productIds[0] ?? "",
} satisfies Told);

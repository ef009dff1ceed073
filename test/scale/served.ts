import { join } from "node:path";
import { lambdas } from "../../functions/manifest.ts";
import { startLocalCloud } from "../../infra/local/cloud.ts";
import { databaseFile } from "../../infra/local/database-folder.ts";
import { free } from "../../infra/local/ports.ts";
import { documents } from "../../lib/table/client.ts";
import type { Staff } from "../makers/company.ts";
import { copyDatabase, expiryOff, replaceDatabase } from "./database-file.ts";
import { type Filled, fill } from "./fill.ts";
import { openWriter } from "./writer.ts";

/** A DynamoDB call as the product made it, to be made again by the raw SDK. */
export interface Call {
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

/** Who is one alone: of salespeople, agents and technicians those ask whose records are asked for. */
export const SOLE = ["admin", "manager", "finance", "serviceManager", "operations", "marketing"] as const;

/** What the measuring process is told of a filled product. */
export interface Served extends Omit<Filled, "world"> {
  readonly url: string;
  readonly database: string;
  readonly staff: Readonly<Record<(typeof SOLE)[number], string>>;
  /** Of everybody, by id. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly productId: string;
  readonly articleId: string;
  readonly campaignId: string;
  readonly segmentId: string;
  /** Where the technicians work. */
  readonly workshopId: string;
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
const now = empty.now();
await expiryOff(Number(new URL(process.env.AWS_ENDPOINT_URL_DYNAMODB ?? "").port));
await empty.stop();
copyDatabase(kept, filling);

const writer = openWriter(filling);
const { world, ...filled } = await fill(Number(customers), writer, {
  now,
  told: (made) => process.send?.({ kind: "made", customers: made } satisfies Told),
});
replaceDatabase(kept, filling);

// Nothing follows from what is written while others are measured.
const cloud = await startLocalCloud({
  ...options,
  lambdas: lambdas.filter(({ trigger }) => trigger.kind !== "stream"),
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
const { admin, manager, finance, salespeople, serviceStaff, service } = world;
const { agents, technicians, serviceManager, operations, marketing } = serviceStaff;
const sole = { admin, manager, finance, serviceManager, operations, marketing };
const everybody: readonly Staff[] = [...Object.values(sole), ...salespeople, ...agents, ...technicians];
const tokens = await Promise.all(
  everybody.map(async ({ id, email }) => [id, await cloud.issueToken({ userId: id, email })] as const),
);
process.send?.({
  kind: "served",
  ...filled,
  url: cloud.url,
  database: process.env.AWS_ENDPOINT_URL_DYNAMODB ?? "",
  staff: Object.fromEntries(SOLE.map((role) => [role, sole[role].id])) as Served["staff"],
  tokens: Object.fromEntries(tokens),
  productId: world.productIds[0] ?? "",
  articleId: service.articleIds[0] ?? "",
  campaignId: service.campaignId,
  segmentId: service.segmentId,
  workshopId: technicians[0]?.departmentId ?? "",
} satisfies Told);

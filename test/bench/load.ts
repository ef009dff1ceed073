import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { clientOf as consumerOf } from "../../infra/import/client.ts";
import { stepsOf } from "../../infra/import/mapping-file.ts";
import { runStep } from "../../infra/import/run.ts";
import { TABLE } from "../../lib/table/definition.ts";
import type { Item } from "../../lib/table/entity.ts";
import { inParallel } from "../../lib/table/in-parallel.ts";
import { type Client, clientOf } from "../makers/client.ts";
import type { Figure } from "./figure.ts";
import { serve } from "./serve.ts";
import { KEPT_BY_STREAM, written } from "./written.ts";

const DATA = "../shared/data/maven-crm";
const RAW = "raw";

/** Transactions of 100 items that are under way at once when the same items are written raw. */
const AT_ONCE = 6;

/**
 * A year of a real company through the import client: its time against the raw writes, what the stream lags, memory; and
 * with all that follows, its time against as many raw writes: what DynamoDB Local itself cannot do faster.
 */
export async function loadFigures(): Promise<Figure[]> {
  if (!existsSync(DATA)) {
    console.warn(`${DATA} is not there: the load of a real company is not measured`);
    return [];
  }
  const { url, admin, raw, database, memory, stop } = await serve("--empty");
  try {
    const client = clientOf(url, admin);
    const { body } = await client.get("/settings/company");
    await client.put("/settings/company", { ...body.value, baseCurrency: "USD" });
    await client.post("/local/drain");
    const before = await written(database);
    const [rows, loading] = await timed(() => load(url, admin));
    const lag = await lagOf(client);
    const resident = await memory();
    const { items, writes } = await written(database, before.writes);
    const own = items.filter(({ entity }) => !KEPT_BY_STREAM.has(String(entity)));
    const kept = items.length - own.length;
    const writing = await writeRaw(raw, own);
    const rate = own.length / writing;
    const all = loading + lag.everything;
    const detail = `${seconds(loading)} ÷ ${seconds(writing)}, ${own.length} items`;
    return [
      {
        name: "load of a real company ÷ its items raw",
        value: loading / writing,
        unit: "×",
        target: 3,
        detail,
      },
      { name: "rows imported", value: rows / (loading / 1000), unit: "/s", detail: `${rows} rows` },
      { name: "reports right after the last write", value: lag.reports / 1000, unit: "s", target: 5 },
      {
        name: "everything kept after the last write",
        value: lag.everything / 1000,
        unit: "s",
        detail: `${kept} items of histories, timelines, lookups and totals`,
      },
      {
        name: "load and all that follows ÷ DynamoDB Local's own limit",
        value: (all * rate) / writes,
        unit: "×",
        detail: `${seconds(all)} ÷ ${seconds(writes / rate)}: ${writes} writes at ${Math.round(rate * 1000)} raw ones a second`,
      },
      { name: "memory of the product after the load", value: resident, unit: "MB", target: 350 },
    ];
  } finally {
    stop();
  }
}

async function load(url: string, token: string): Promise<number> {
  const consumer = consumerOf(url, token, new AbortController().signal);
  const options = { rowsPerChunk: 500, parallel: 3, dryRun: false, run: "", onRows: () => undefined };
  let rows = 0;
  for (const step of stepsOf("test/maven", DATA)) {
    const { progress } = await runStep(step, consumer, options);
    rows += progress.rows;
  }
  return rows;
}

const YEAR = "from=2017-01&to=2017-12";
const REPORTS = ["performance", "product-sales", "win-loss"].map((name) => `/reports/${name}?${YEAR}`);

/** Milliseconds from now until the reports are seen as they stay, and until all that follows from the load is done. */
async function lagOf(client: Client): Promise<{ reports: number; everything: number }> {
  let isOver = false;
  const drained = timed(() => client.post("/local/drain")).finally(() => {
    isOver = true;
  });
  const began = performance.now();
  let seen: readonly string[] = [];
  let reports = 0;
  for (let last = false; !last; ) {
    last = isOver;
    const answers = await Promise.all(REPORTS.map((path) => client.get(path)));
    const now = answers.map(({ body }) => JSON.stringify(body.rows));
    if (now.join() !== seen.join()) reports = performance.now() - began;
    seen = now;
    if (!last) await sleep(250);
  }
  const { won_total_close_value: expected } = JSON.parse(readFileSync(`${DATA}/expected.json`, "utf8"));
  const { body } = await client.get(REPORTS[0] ?? "");
  const won = body.rows.reduce((sum: number, { wonAmount }: Row) => sum + wonAmount.amount, 0);
  if (won !== expected * 100) throw new Error(`the reports say ${won / 100} instead of ${expected}`);
  const [, everything] = await drained;
  return { reports, everything };
}

interface Row {
  readonly wonAmount: { readonly amount: number };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Writes items into a table like the product's, without a stream. */
async function writeRaw(raw: DynamoDBDocumentClient, items: readonly Item[]): Promise<number> {
  const keys = [TABLE.key, ...Object.values(TABLE.indexes)];
  const schema = ({ partition, sort }: { partition: string; sort: string }) => [
    { AttributeName: partition, KeyType: "HASH" as const },
    { AttributeName: sort, KeyType: "RANGE" as const },
  ];
  await raw.send(
    new CreateTableCommand({
      TableName: RAW,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [...new Set(keys.flatMap(({ partition, sort }) => [partition, sort]))].map(
        (AttributeName) => ({ AttributeName, AttributeType: "S" }),
      ),
      KeySchema: schema(TABLE.key),
      GlobalSecondaryIndexes: Object.entries(TABLE.indexes).map(([IndexName, key]) => ({
        IndexName,
        KeySchema: schema(key),
        Projection: { ProjectionType: "ALL" },
      })),
    }),
  );
  const batches = Array.from({ length: Math.ceil(items.length / 100) }, (_, index) =>
    items.slice(index * 100, index * 100 + 100),
  );
  const [, time] = await timed(() =>
    inParallel(batches, AT_ONCE, async (batch) => {
      const TransactItems = batch.map((Item) => ({ Put: { TableName: RAW, Item } }));
      await raw.send(new TransactWriteCommand({ TransactItems }));
    }),
  );
  return time;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now();
  const result = await work();
  return [result, performance.now() - began];
}

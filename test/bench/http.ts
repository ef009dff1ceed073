import { fork } from "node:child_process";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
} from "@aws-sdk/lib-dynamodb";
import { TABLE_NAME } from "../../infra/local/local-environment.ts";
import { type Client, clientOf } from "../makers/client.ts";
import { type Figure, median } from "./figure.ts";
import type { Served } from "./served.ts";

/** Rounds measured, after as many that only warm up. */
const ROUNDS = 300;

/** Latency of the main requests over HTTP, as ratios to the raw SDK calls that they need, measured in turn. */
export async function httpFigures(): Promise<Figure[]> {
  const child = fork(join(import.meta.dirname, "served.ts"));
  const served = await new Promise<Served>((resolve) =>
    child.once("message", (message: Served) => resolve(message)),
  );
  try {
    const client = clientOf(served.url, served.token);
    const raw = DynamoDBDocumentClient.from(
      new DynamoDBClient({
        endpoint: served.database,
        region: "local",
        credentials: { accessKeyId: "local", secretAccessKey: "local" },
      }),
    );
    return [await reading(client, raw), await creating(client, raw, served.productId)];
  } finally {
    child.disconnect();
  }
}

async function reading(client: Client, raw: DynamoDBDocumentClient): Promise<Figure> {
  const { id } = (await client.post("/customers", { name: "Bench" })).body;
  const [ours, theirs] = await inTurn(
    () => client.get(`/customers/${id}`),
    () =>
      raw.send(
        new GetCommand({ TableName: TABLE_NAME, Key: { pk: id, sk: "customer" }, ConsistentRead: true }),
      ),
  );
  return ratio("GET a record ÷ raw GetItem, p50", ours, theirs, 1.6);
}

async function creating(client: Client, raw: DynamoDBDocumentClient, productId: string): Promise<Figure> {
  let made = 0;
  const body = () => ({
    name: `Bench ${++made}`,
    customer: { name: `Bench customer ${made}` },
    lines: [{ productId, quantity: 2 }],
  });
  const sample = await client.post("/opportunities", body());
  const items = await itemsOf(raw, sample.body);
  const [ours, theirs] = await inTurn(
    async () => {
      const { status } = await client.post("/opportunities", body());
      if (status !== 201) throw new Error(`an opportunity was answered with ${status}`);
    },
    () => {
      made += 1;
      const TransactItems = items.map((item) => ({
        Put: {
          TableName: TABLE_NAME,
          Item: { ...item, pk: `raw#${made}#${item.pk}` },
          ConditionExpression: "attribute_not_exists(pk)",
        },
      }));
      return raw.send(new TransactWriteCommand({ TransactItems }));
    },
  );
  return ratio("POST an opportunity ÷ raw transaction of its items, p50", ours, theirs, 1.6);
}

/** What creating that opportunity wrote in its transaction. */
async function itemsOf(
  raw: DynamoDBDocumentClient,
  opportunity: { id: string; customerId: string; number: string },
) {
  const keys = [opportunity.id, opportunity.customerId, `claim#opportunity#number:${opportunity.number}`];
  const pages = await Promise.all(
    keys.map((pk) =>
      raw.send(
        new QueryCommand({
          TableName: TABLE_NAME,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": pk },
        }),
      ),
    ),
  );
  const own: Record<string, unknown>[] = pages
    .flatMap(({ Items = [] }) => Items)
    .filter(({ entity }) => entity !== "copy");
  const claim = own.find(({ entity }) => entity === "claim");
  if (claim === undefined) throw new Error("an opportunity claims its number");
  const entry = { ...claim, sk: "entry", entity: "bench" };
  // Two more unique values of the customer, and the entry in the pipeline's ledger.
  const all: Record<string, unknown>[] = [
    ...own,
    { ...claim, sk: "number" },
    { ...claim, sk: "name" },
    entry,
  ];
  return all;
}

async function inTurn(
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < 2 * ROUNDS; round++) {
    for (const [index, work] of [ours, theirs].entries()) {
      const began = performance.now();
      await work();
      if (round >= ROUNDS) times[index]?.push(performance.now() - began);
    }
  }
  return [median(times[0]), median(times[1])];
}

function ratio(name: string, ours: number, theirs: number, target: number): Figure {
  const detail = `${ours.toFixed(2)} ms ÷ ${theirs.toFixed(2)} ms`;
  return { name, value: ours / theirs, unit: "×", target, detail };
}

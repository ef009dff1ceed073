import {
  type DynamoDBDocumentClient,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { TABLE_NAME } from "../../infra/local/local-environment.ts";
import { type Client, clientOf } from "../makers/client.ts";
import { type Caller, callerOf } from "./caller.ts";
import type { Figure } from "./figure.ts";
import { getItem, inTurn, ratio, type Share } from "./in-turn.ts";
import { serve } from "./serve.ts";
import { latenciesAfterSales } from "./service-http.ts";

/** Latency of the main requests over HTTP, as ratios to the raw SDK calls that they need, measured in turn. */
export async function httpFigures(share: Share): Promise<Figure[]> {
  const subject = await serve();
  const { url, salesperson, productId, raw, stop } = subject;
  const caller = callerOf(url, salesperson);
  try {
    const client = clientOf(url, salesperson);
    return [
      await reading(client, caller, raw, share),
      ...(await creating(client, caller, raw, productId, share)),
      ...(await latenciesAfterSales(subject, share)),
    ];
  } finally {
    caller.close();
    stop();
  }
}

async function reading(
  client: Client,
  caller: Caller,
  raw: DynamoDBDocumentClient,
  share: Share,
): Promise<Figure> {
  const { id } = (await client.post("/customers", { name: "Bench" })).body;
  const get = () => caller.send("GET", `/customers/${id}`);
  const times = await inTurn([get, () => getItem(raw, id, "customer")], share);
  return ratio("GET a record ÷ raw GetItem, p50", times, 1.6);
}

async function creating(
  client: Client,
  caller: Caller,
  raw: DynamoDBDocumentClient,
  productId: string,
  share: Share,
): Promise<Figure[]> {
  let made = 0;
  const body = () => ({
    name: `Bench ${++made}`,
    customer: { name: `Bench customer ${made}` },
    lines: [{ productId, quantity: 2 }],
  });
  const sample = await client.post("/opportunities", body());
  const items = await itemsOf(raw, sample.body);
  const post = () => caller.send("POST", "/opportunities", body());
  const transact = () => {
    made += 1;
    const TransactItems = items.map((item) => ({
      Put: {
        TableName: TABLE_NAME,
        Item: { ...item, pk: `raw#${made}#${item.pk}` },
        ConditionExpression: "attribute_not_exists(pk)",
      },
    }));
    return raw.send(new TransactWriteCommand({ TransactItems }));
  };
  /** What the route declares as its budget: two numbers and what the lines name, at once, and then the transaction. */
  const callsNeeded = async () => {
    const numbers = ["raw customer", "raw opportunity"].map((kind) => nextNumber(raw, kind));
    await Promise.all([getItem(raw, productId, "product"), ...numbers]);
    await transact();
  };
  const transaction = "POST an opportunity ÷ raw transaction of its items, p50";
  const calls = "POST an opportunity ÷ the raw calls that it needs, p50";
  const between = () => client.post("/local/drain");
  const [ours = 0, writing = 0, needed = 0] = await inTurn([post, transact, callsNeeded], share, {
    most: 100,
    between,
  });
  // One after the other without a pause, the stream's writes for those before wait in the same queue.
  const pressed = await inTurn([post, transact], share);
  return [
    ratio(transaction, [ours, writing], 1.6),
    ratio(calls, [ours, needed], 1.6),
    ratio(`${transaction}, without a pause`, pressed),
  ];
}

function nextNumber(raw: DynamoDBDocumentClient, kind: string) {
  return raw.send(
    new UpdateCommand({
      TableName: TABLE_NAME,
      Key: { pk: `counter#${kind}`, sk: "counter" },
      UpdateExpression: "ADD #last :one",
      ExpressionAttributeNames: { "#last": "last" },
      ExpressionAttributeValues: { ":one": 1 },
      ReturnValues: "UPDATED_NEW",
    }),
  );
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

import { randomUUID } from "node:crypto";
import { type DynamoDBDocumentClient, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { TABLE_NAME } from "../../infra/local/local-environment.ts";
import type { Item } from "../../lib/table/entity.ts";
import { type Client, clientOf, type Json } from "../makers/client.ts";
import { yuan } from "../makers/deal.ts";
import { member, moved } from "../makers/member.ts";
import { request } from "../makers/service.ts";
import { type Caller, callerOf } from "./caller.ts";
import type { Figure } from "./figure.ts";
import { getItem, inTurn, ratio, type Share } from "./in-turn.ts";
import type { Subject } from "./serve.ts";
import { KEPT_BY_STREAM, written } from "./written.ts";

/** Reading a service request and a member's purchase over HTTP, as ratios to the raw SDK calls that they need. */
export async function latenciesAfterSales(
  { url, admin, raw, database }: Subject,
  share: Share,
): Promise<Figure[]> {
  const caller = callerOf(url, admin);
  const client = clientOf(url, admin);
  try {
    return [
      await reading(client, caller, raw, share),
      ...(await buying(client, caller, raw, database, share)),
    ];
  } finally {
    caller.close();
  }
}

async function reading(
  client: Client,
  caller: Caller,
  raw: DynamoDBDocumentClient,
  share: Share,
): Promise<Figure> {
  const { id } = await request(client, { content: "昨晚起出水温度只有二十度", faultCategory: "no-output" });
  const get = () => caller.send("GET", `/service-requests/${id}`);
  const times = await inTurn([get, () => getItem(raw, id, "service-request")], share);
  return ratio("GET a service request ÷ raw GetItem, p50", times, 1.6);
}

async function buying(
  client: Client,
  caller: Caller,
  raw: DynamoDBDocumentClient,
  database: string,
  share: Share,
): Promise<Figure[]> {
  const one = await member(client);
  await moved(client, one, "top-ups", { amount: yuan(1_000_000) });
  const body = { amount: yuan(20), pay: { storedValue: yuan(10), points: 10 } };
  // Tiers are reached by then, and points are there to pay with.
  for (let made = 0; made < 70; made += 1) await moved(client, one, "spends", { amount: yuan(5_000) });
  const items = await itemsOf(client, database, () => moved(client, one, "spends", body));
  const path = `/memberships/${one.customerId}/spends`;
  const spend = () => caller.send("POST", path, body, { "idempotency-key": randomUUID() });
  let made = 0;
  const transact = () => {
    made += 1;
    // Of no noun, so that nothing follows from them.
    const TransactItems = items.map((item) => ({
      Put: {
        TableName: TABLE_NAME,
        Item: { ...item, entity: "bench", pk: `raw#${made}#${item.pk}` },
        ConditionExpression: "attribute_not_exists(pk)",
      },
    }));
    return raw.send(new TransactWriteCommand({ TransactItems }));
  };
  /** What the route declares as its budget: the member, and then the transaction. */
  const callsNeeded = async () => {
    await getItem(raw, one.id, "membership");
    await transact();
  };
  const between = () => client.post("/local/drain");
  const [ours = 0, writing = 0, needed = 0] = await inTurn([spend, transact, callsNeeded], share, {
    most: 100,
    between,
  });
  const name = "POST a member's purchase";
  return [
    ratio(`${name} ÷ raw transaction of its ${items.length} items, p50`, [ours, writing], 1.6),
    ratio(`${name} ÷ the raw calls that it needs, p50`, [ours, needed], 1.6),
  ];
}

/** What some work writes by itself, without what the stream keeps of it. */
async function itemsOf(client: Client, database: string, work: () => Promise<Json>): Promise<Item[]> {
  await client.post("/local/drain");
  const { writes } = await written(database);
  await work();
  await client.post("/local/drain");
  const { items } = await written(database, writes);
  return items.filter(({ entity }) => !KEPT_BY_STREAM.has(String(entity)));
}

import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { TABLE_NAME } from "../../infra/local/local-environment.ts";
import type { Item } from "../../lib/table/entity.ts";
import { clientOf, type Json } from "../makers/client.ts";
import type { Evidence } from "./capability.ts";
import type { Victim } from "./victim.ts";
import type { World } from "./world.ts";

/** Looks at all there is: the table below the API, the mailbox, the dead letters, and what the product says of itself. */
export async function gather({ url, database, staff }: Victim, world: World): Promise<Evidence> {
  const admin = clientOf(url, staff.admin.token);
  const items = await scan(database);
  const byEntity = Map.groupBy(items, ({ entity }) => String(entity));
  const of = (entity: string) => byEntity.get(entity) ?? [];
  const months = [...new Set(of("ledger").map(({ month }) => String(month)))];
  const [mails, deadLetters] = await Promise.all([
    admin.get("/local/mails"),
    admin.get("/local/dead-letters"),
  ]);
  return {
    items,
    of,
    mails: mails.body.items,
    deadLetters: deadLetters.body.items,
    reconciled: await reconcile(url, staff.admin.token, months, false),
    now: world.now(),
  };
}

/** The product's own proof, or its repair. */
export async function reconcile(url: string, token: string, months: readonly string[], repair: boolean) {
  let checked = 0;
  const drifts: Json[] = [];
  for (let from = 0; from < months.length; from += 12) {
    const body = { months: months.slice(from, from + 12), repair };
    const { status, body: answer } = await clientOf(url, token).post("/admin/reconcile", body);
    if (status !== 200) throw new Error(`reconcile: ${status} ${JSON.stringify(answer)}`);
    checked += answer.checked;
    drifts.push(...answer.drifts);
  }
  return { checked, drifts };
}

async function scan(endpoint: string): Promise<Item[]> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region: "local", credentials }));
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: TABLE_NAME, ExclusiveStartKey: start, ConsistentRead: true }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  client.destroy();
  return items;
}

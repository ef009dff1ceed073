import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
import { documents, tableName } from "./client.ts";
import type { Item } from "./entity.ts";
import { inParallel } from "./in-parallel.ts";

/** The most items DynamoDB takes in one batch. */
const MOST = 25;

/** How many batches are under way at once, and how often what the table did not take is sent again. */
const AT_ONCE = 4;
const ATTEMPTS = 8;

/**
 * Puts items without conditions, 25 a call; of several with one key the last stays.
 * @throws Error when the table keeps refusing some: throttled for too long
 */
export async function putAll(items: readonly Item[]): Promise<void> {
  const unique = [...new Map(items.map((item) => [`${item.pk}/${item.sk}`, item])).values()];
  const batches = Array.from({ length: Math.ceil(unique.length / MOST) }, (_, index) =>
    unique.slice(index * MOST, (index + 1) * MOST),
  );
  await inParallel(batches, AT_ONCE, putBatch);
}

async function putBatch(items: readonly Item[]): Promise<void> {
  let requests: { PutRequest?: { Item: Item | undefined } | undefined }[] = items.map((Item) => ({
    PutRequest: { Item },
  }));
  for (let attempt = 1; requests.length > 0; attempt++) {
    if (attempt > ATTEMPTS) throw new Error(`the table did not take ${requests.length} items`);
    if (attempt > 1) await new Promise((resolve) => setTimeout(resolve, Math.random() * 25 * 2 ** attempt));
    const { UnprocessedItems } = await documents().send(
      new BatchWriteCommand({ RequestItems: { [tableName()]: requests } }),
    );
    requests = UnprocessedItems?.[tableName()] ?? [];
  }
}

import { BatchGetCommand, GetCommand } from "@aws-sdk/lib-dynamodb";
import { notFound } from "../problem/problem.ts";
import { documents, tableName } from "./client.ts";
import type { Entity, Item } from "./entity.ts";
import type { RecordBase } from "./record.ts";

/** Reads a record, consistently; a deleted one is given too. One call. */
export async function find<R extends RecordBase>(entity: Entity<R>, id: string): Promise<R | undefined> {
  const item = await getItem({ pk: id, sk: entity.type });
  return item === undefined ? undefined : entity.schema.parse(item);
}

async function getItem(key: { pk: string; sk: string }): Promise<Item | undefined> {
  const { Item } = await documents().send(
    new GetCommand({ TableName: tableName(), Key: key, ConsistentRead: true }),
  );
  return Item;
}

/**
 * Reads a record that stands. One call.
 * @throws Problem not-found, also when it was deleted
 */
export async function get<R extends RecordBase>(entity: Entity<R>, id: string): Promise<R> {
  const record = await find(entity, id);
  if (record === undefined || record.deletedAt !== undefined) throw notFound(entity.type, id);
  return record;
}

/** Records read together, by type; deleted and missing ones are left out. */
export interface Found {
  one<R extends RecordBase>(entity: Entity<R>, id: string): R | undefined;
}

/** Reads up to 100 records of any types, consistently, in one call. Naming one twice is naming it once. */
export async function findTogether(
  wanted: readonly (readonly [{ readonly type: string }, string])[],
): Promise<Found> {
  const keys = new Map(wanted.map(([{ type }, id]) => [`${id}/${type}`, { pk: id, sk: type }]));
  const items = await getItems([...keys.values()]);
  return {
    one(entity, id) {
      const item = items.get(`${id}/${entity.type}`);
      const record = item === undefined ? undefined : entity.schema.parse(item);
      return record?.deletedAt === undefined ? record : undefined;
    },
  };
}

/** Reads items by key, 100 a call, keyed `pk/sk`; those not there are left out. Naming one twice is naming it once. */
export async function getItems(keys: readonly { pk: string; sk: string }[]): Promise<Map<string, Item>> {
  const items = new Map<string, Item>();
  // A batch that names a key twice is refused as a whole.
  let pending = [...new Map(keys.map((key) => [`${key.pk}/${key.sk}`, key])).values()];
  const [only] = pending;
  if (only !== undefined && pending.length === 1) {
    const item = await getItem(only);
    return item === undefined ? items : items.set(`${only.pk}/${only.sk}`, item);
  }
  while (pending.length > 0) {
    const { Responses, UnprocessedKeys } = await documents().send(
      new BatchGetCommand({
        RequestItems: { [tableName()]: { Keys: pending.slice(0, 100), ConsistentRead: true } },
      }),
    );
    for (const item of Responses?.[tableName()] ?? []) items.set(`${item.pk}/${item.sk}`, item);
    const unprocessed = UnprocessedKeys?.[tableName()]?.Keys ?? [];
    pending = [
      ...pending.slice(100),
      ...unprocessed.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })),
    ];
  }
  return items;
}

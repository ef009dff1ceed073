import { claimKey } from "./claim.ts";
import type { Entity } from "./entity.ts";
import { getItems } from "./read.ts";
import type { RecordBase } from "./record.ts";

/**
 * The records that hold some unique values, e.g. `name:…` or `number:…` as the record type claims them, by value;
 * values that nobody holds are left out. Consistent; two calls for up to 100 values, none for none.
 */
export async function findByClaims<R extends RecordBase>(
  entity: Entity<R>,
  values: readonly string[],
): Promise<Map<string, R>> {
  const keys = new Map([...new Set(values)].map((value) => [value, claimKey(entity.type, value)]));
  const guards = await getItems([...keys.values()]);
  const holders = new Map<string, string>();
  for (const [value, { pk, sk }] of keys) {
    const guard = guards.get(`${pk}/${sk}`);
    if (guard !== undefined) holders.set(value, String(guard.id));
  }
  const ids = [...new Set(holders.values())];
  const items = await getItems(ids.map((id) => ({ pk: id, sk: entity.type })));
  const found = new Map<string, R>();
  for (const [value, id] of holders) {
    const item = items.get(`${id}/${entity.type}`);
    const record = item === undefined ? undefined : entity.schema.parse(item);
    if (record !== undefined && record.deletedAt === undefined) found.set(value, record);
  }
  return found;
}

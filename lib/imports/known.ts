import type { Problem } from "../problem/problem.ts";
import { claimKey } from "../table/claim.ts";
import { NOT_ANOTHERS, NOT_THERE } from "../table/conditions.ts";
import type { Entity, Item } from "../table/entity.ts";
import { type Found, getItems } from "../table/read.ts";
import type { RecordBase } from "../table/record.ts";
import { keyOf, type Write } from "../table/write.ts";

/**
 * What is known of the table's items, by `pk/sk`, `undefined` where there is none: as they were read, and as the writes
 * decided since make them. Rows are decided against it, so that nothing is read one by one.
 */
export type Known = Map<string, Item | undefined>;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** How an item is called here. */
export function nameOf({ pk, sk }: Key): string {
  return `${pk}/${sk}`;
}

/** Most keys of one BatchGet. */
const BATCH = 100;

/** Reads items that are not known yet, side by side. */
export async function learn(known: Known, keys: readonly Key[]): Promise<void> {
  const missing = new Map(keys.map((key) => [nameOf(key), key]));
  for (const name of missing.keys()) if (known.has(name)) missing.delete(name);
  const wanted = [...missing.values()];
  const batches = Array.from({ length: Math.ceil(wanted.length / BATCH) }, (_, index) =>
    wanted.slice(index * BATCH, (index + 1) * BATCH),
  );
  const answers = await Promise.all(batches.map(getItems));
  for (const name of missing.keys()) known.set(name, undefined);
  for (const items of answers) for (const [name, item] of items) known.set(name, item);
}

/** A record that stands; `undefined` when it was deleted or is not known. */
export function recordIn<R extends RecordBase>(known: Known, entity: Entity<R>, id: string): R | undefined {
  const item = known.get(nameOf({ pk: id, sk: entity.type }));
  const record = item === undefined ? undefined : entity.schema.parse(item);
  return record?.deletedAt === undefined ? record : undefined;
}

/** What is known, as verbs ask for what they have read together. */
export function foundIn(known: Known): Found {
  return { one: (entity, id) => recordIn(known, entity, id) };
}

/** The id of the record that holds a unique value, e.g. `name:…`. */
export function holderIn(known: Known, type: string, claim: string): string | undefined {
  const guard = known.get(nameOf(claimKey(type, claim)));
  return typeof guard?.id === "string" ? guard.id : undefined;
}

/** Goes on as if these writes stood, and these items as updates leave them. */
export function suppose(known: Known, writes: readonly Write[], items: readonly Item[] = []): void {
  for (const write of writes) {
    if (write.item.Put !== undefined) known.set(keyOf(write), write.item.Put.Item);
    if (write.item.Delete !== undefined) known.set(keyOf(write), undefined);
  }
  for (const item of items) known.set(`${item.pk}/${item.sk}`, item);
}

/** The first of some writes that what is known forbids: it would make what is there already. */
export function forbidden(known: Known, writes: readonly Write[]): Problem | undefined {
  for (const write of writes) {
    const there = known.get(keyOf(write));
    if (there !== undefined && isFirst(write) && !isHeld(write, there)) return write.refused(there);
  }
  return undefined;
}

/** Whether a write is refused when its item is there. */
export function isFirst({ item }: Write): boolean {
  const condition = item.Put?.ConditionExpression;
  return condition === NOT_THERE || condition === NOT_ANOTHERS;
}

/** Whether a unique value that a write takes is that record's already. */
function isHeld({ item }: Write, there: Item): boolean {
  const own = item.Put?.ExpressionAttributeValues?.[":id"];
  return own !== undefined && own === there.id;
}

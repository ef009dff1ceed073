import type { Person } from "../access/directory.ts";
import { covers, type Owned, reach } from "../access/reach.ts";
import { Problem } from "../problem/problem.ts";
import type { Found } from "../table/read.ts";
import type { RecordBase } from "../table/record.ts";
import type { ResourceEntity } from "./verbs.ts";

/** A record that a body names is not there, or not for this caller. */
export function unknownReference(noun: string, id: string, pointer: string): Problem {
  const detail = `there is no ${noun} ${id}`;
  return new Problem("unknown-reference", detail, { flaws: [{ pointer, detail }] });
}

/**
 * A record that a body names, from those read together; nothing when it names none.
 * @throws Problem unknown-reference, also when the caller may not read it
 */
export function referred<R extends RecordBase & Owned>(
  found: Found,
  entity: ResourceEntity<R>,
  id: string | undefined,
  caller: Person,
  pointer: string,
): R | undefined {
  if (id === undefined) return undefined;
  const record = found.one(entity, id);
  const owned = { ...record, ...(record && entity.owner?.(record)), shared: entity.owner === undefined };
  if (record === undefined || !covers(reach(caller, entity.type, "read"), owned))
    throw unknownReference(entity.type, id, pointer);
  return record;
}

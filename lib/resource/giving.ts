import type { Person } from "../access/directory.ts";
import { type Acting, stampOf } from "../http/context.ts";
import type { Entity } from "../table/entity.ts";
import { nextVersion, type RecordBase } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";

/** Who is to have a record. */
export type Receiver = Pick<Person, "userId" | "departmentId">;

/** The fields that say whose a record is: its owner's, or its handler's. */
export const asOwner = ({ userId: ownerId, departmentId }: Receiver) => ({ ownerId, departmentId });
export const asHandler = ({ userId: handlerId, departmentId }: Receiver) => ({ handlerId, departmentId });

/** How records of a type go into another's hands when nothing else has to change with them. Pure: a handover gives many so. */
// @__NO_SIDE_EFFECTS__
export function giving<R extends RecordBase>(
  entity: Entity<R>,
  as: (to: Receiver) => { [K in keyof R]?: R[K] | undefined },
) {
  return (to: Receiver, record: R, acting: Acting): Change<R> => {
    const next = nextVersion(record, as(to), stampOf(acting));
    return { writes: put(entity, next, record), result: next };
  };
}

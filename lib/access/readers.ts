import { ulidOf } from "../ids/id.ts";
import { type Copy, partitionOf } from "../table/entity.ts";

/** A record that others than its owner read, whatever their scope (DOMAIN §2). */
interface Read {
  readonly id: string;
  readonly ownerId?: string | undefined;
  readonly customerOwnerId?: string | undefined;
  readonly collaboratorIds?: readonly string[] | undefined;
}

/**
 * Copies that put a record into the lists of those who read it besides its owner: the owner of its customer, and its
 * collaborators. So their lists too are one query, in full pages.
 * @param facet the record's state, when its type keeps lists apart by state
 */
export function readerCopies(
  type: string,
  { id, ownerId, customerOwnerId, collaboratorIds = [] }: Read,
  facet?: string,
): Copy[] {
  const readers = new Set([customerOwnerId, ...collaboratorIds]);
  readers.delete(ownerId);
  return [...readers].flatMap((userId) =>
    userId === undefined
      ? []
      : [
          {
            name: `reader#${userId}`,
            keys: { ownerPk: partitionOf.owner(userId, type, facet), listSk: ulidOf(id) },
          },
        ],
  );
}

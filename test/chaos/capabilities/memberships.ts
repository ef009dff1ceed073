import type { Capability } from "../capability.ts";
import { statementsAddUp } from "../member-books.ts";
import { openMembers } from "../members.ts";
import type { World } from "../world.ts";

/** Members who are written by several at once, however often the product dies. */
export function memberships(world: World): Capability {
  const { join, acts, invariants, counts } = openMembers(world);
  return {
    acts: [{ weight: 2, run: join }, ...acts],
    invariants: [...invariants, statementsAddUp],
    figures: (evidence) => ({
      members: evidence.of("membership").length,
      "movements of members": counts.movements,
      "lines of statements": evidence.of("statement").length,
    }),
  };
}

import type { Resource } from "../access/grant.ts";
import { query } from "../table/query.ts";
import { movables } from "./movables.ts";

/** How many lists there are to look into. */
export const LISTS = movables.flatMap(({ lists }) => lists("")).length;

/** Of which resources a person still owns records. One small call a list. */
export async function belongings(userId: string): Promise<Resource[]> {
  const owned = await Promise.all(
    movables.map(async ({ resource, lists, isOf }) => {
      const found = await Promise.all(
        lists(userId).map((key) =>
          query(
            { index: "byOwner", key },
            { order: "descending", limit: 1, passes: (item) => isOf(item, userId) },
          ),
        ),
      );
      return found.flat().length > 0 ? [resource] : [];
    }),
  );
  return owned.flat();
}

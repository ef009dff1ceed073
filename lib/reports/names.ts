import { departmentTree } from "../access/directory.ts";
import { cached } from "../table/cache.ts";
import { query } from "../table/query.ts";
import { USERS_PARTITION } from "../users/user.ts";

/** What people and departments are called, from the cache. */
export interface Names {
  person(id: string): string | undefined;
  department(id: string): string | undefined;
}

export async function namesNow(): Promise<Names> {
  const [people, departments] = await Promise.all([staff(), departmentTree()]);
  return {
    person: (id) => people.get(id),
    department: (id) => departments.get(id)?.name,
  };
}

/** Everybody who works or worked here, in one query. */
function staff(): Promise<ReadonlyMap<string, string>> {
  return cached("names of staff", async () => {
    const items = await query({ index: "byName", key: USERS_PARTITION }, { order: "ascending" });
    return new Map(items.map(({ id, name }) => [String(id), String(name)]));
  });
}

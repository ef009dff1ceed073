import { covers, reach } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import { type Page, readPage } from "../table/page.ts";
import { searchedName, USERS_PARTITION, type User, users } from "./user.ts";

export interface UserQuery {
  /** Beginning of the name, whatever its case and width. */
  readonly name?: string | undefined;
  readonly departmentId?: string | undefined;
  readonly role?: string | undefined;
  readonly status?: User["status"] | undefined;
}

/** The members of staff that the caller may read and that fit, by name. One call a page. */
export function findUsers(
  { name, departmentId, role, status }: UserQuery,
  request: { limit: number; cursor?: string | undefined; asked: string },
  { caller }: Context,
): Promise<Page<User>> {
  const readable = reach(caller, "user", "read");
  return readPage({
    ...request,
    waves: [[{ index: "byName", key: USERS_PARTITION }]],
    order: "ascending",
    ...(name !== undefined && { range: { prefix: searchedName(name) } }),
    parse: (item) => users.schema.parse(item),
    passes: (user) =>
      covers(readable, { ownerId: user.id, departmentId: user.departmentId, shared: false }) &&
      (departmentId === undefined || user.departmentId === departmentId) &&
      (role === undefined || user.roles.includes(role)) &&
      (status === undefined || user.status === status),
  });
}

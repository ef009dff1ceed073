import { DEPARTMENTS_PARTITION, type Department, departments } from "../departments/department.ts";
import { allRoles, type Role } from "../roles/role.ts";
import { cached } from "../table/cache.ts";
import { query } from "../table/query.ts";
import { find } from "../table/read.ts";
import { type User, users } from "../users/user.ts";
import type { Grant } from "./grant.ts";

/** A member of staff with what their roles grant: whoever calls, or whoever work is to be assigned to. */
export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly language: User["language"];
  readonly departmentId: string | undefined;
  /** The manager named for this person; `managerOf` also knows the heads of departments. */
  readonly managerId: string | undefined;
  readonly active: boolean;
  readonly grants: readonly Grant[];
  /** The person's department and every one below it. */
  readonly departmentAndBelow: readonly string[];
}

/** A person by id, at most a few seconds old; `undefined` when there is none. */
export async function person(userId: string): Promise<Person | undefined> {
  const [user, tree, roles] = await Promise.all([
    cached(userEntry(userId), () => find(users, userId)),
    departmentTree(),
    roleTable(),
  ]);
  if (user === undefined) return undefined;
  return {
    userId: user.id,
    name: user.name,
    email: user.email,
    language: user.language,
    departmentId: user.departmentId,
    managerId: user.managerId,
    active: user.status === "active" && user.deletedAt === undefined,
    grants: user.roles.flatMap((key) => roles.get(key)?.grants ?? []),
    departmentAndBelow: user.departmentId === undefined ? [] : below(user.departmentId, tree),
  };
}

/** Every department by id. */
export function departmentTree(): Promise<ReadonlyMap<string, Department>> {
  return cached(DEPARTMENTS, async () => {
    const items = await query({ index: "byName", key: DEPARTMENTS_PARTITION }, { order: "ascending" });
    return new Map(
      items.map((item) => departments.schema.parse(item)).map((department) => [department.id, department]),
    );
  });
}

/** Every role by key: the shipped ones unless an administrator changed them, and the company's own. */
export function roleTable(): Promise<ReadonlyMap<string, Role>> {
  return cached(ROLES, async () => new Map((await allRoles()).map((role) => [role.key, role])));
}

/** What this process remembers, to be forgotten by those who change it. */
export const ROLES = "roles";
export const DEPARTMENTS = "departments";
export function userEntry(userId: string): string {
  return `user#${userId}`;
}

/** A department and all below it; a circle, were there one, is walked once. */
export function below(
  departmentId: string,
  tree: ReadonlyMap<string, Pick<Department, "id" | "parentId">>,
): string[] {
  const found = new Set([departmentId]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const { id, parentId } of tree.values())
      if (parentId !== undefined && found.has(parentId)) found.add(id);
  }
  return [...found];
}

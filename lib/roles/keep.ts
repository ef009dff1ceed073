import { ROLES } from "../access/directory.ts";
import type { Grant } from "../access/grant.ts";
import { nobodyIn } from "../access/headcount.ts";
import { type Context, expectVersion, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { conflict, notFound, Problem } from "../problem/problem.ts";
import { forget } from "../table/cache.ts";
import { documentKey, putDocument, readDocument, type Stored, stored } from "../table/document.ts";
import { getItems } from "../table/read.ts";
import type { Change } from "../table/write.ts";
import { type Role, type RoleValue, roleOf, rolePlace, roleValue } from "./role.ts";
import { keepsTheCompanyOpen } from "./rules.ts";

/** @throws Problem not-found */
export async function readRole(key: string): Promise<Role> {
  return standing(key, await readDocument(rolePlace(key)));
}

/**
 * Adds a role of the company's own. Two calls.
 * @throws Problem already-exists
 */
export async function createRole(
  { key, ...value }: RoleValue & { key: string },
  context: Context,
): Promise<Change<Role>> {
  const document = await readWithDepartments(key, value.grants);
  if (roleOf(key, document) !== undefined)
    throw new Problem("already-exists", `there is a role ${key} already`, {
      existingId: key,
      flaws: [{ pointer: "/key", detail: `there is a role ${key} already` }],
    });
  return save(key, value, document, context);
}

/**
 * Changes what a role is called or grants; a shipped one too. Takes effect within seconds, everywhere. Two calls.
 * @throws Problem not-found, stale-version, rule-broken when the company would be locked out
 */
export async function changeRole(
  key: string,
  patch: { [K in keyof RoleValue]?: RoleValue[K] | undefined },
  context: Context,
): Promise<Change<Role>> {
  const document = await readWithDepartments(key, patch.grants ?? []);
  const role = standing(key, document);
  expectVersion(context, role);
  const next = patched(roleValue, role, patch);
  keepsTheCompanyOpen(key, next.grants);
  return save(key, next, document, context);
}

/**
 * Lets a shipped role be again what the product ships. Two calls.
 * @throws Problem not-found, conflict when the role is the company's own or stands as shipped
 */
export async function restoreRole(key: string, context: Context): Promise<Change<Role>> {
  const document = await readDocument(rolePlace(key));
  const role = standing(key, document);
  expectVersion(context, role);
  const shipped = roleOf(key, undefined);
  if (shipped === undefined) throw conflict(`the role ${key} is the company's own: it has no default`);
  if (role.isDefault) throw conflict(`the role ${key} stands as shipped already`);
  return save(key, grantedBy(shipped), document, context, { deleted: true });
}

/**
 * Deletes a role of the company's own. Two calls.
 * @throws Problem not-found, conflict when the role is shipped or somebody holds it
 */
export async function removeRole(key: string, context: Context): Promise<Change<undefined>> {
  const document = await readDocument(rolePlace(key));
  const role = standing(key, document);
  expectVersion(context, role);
  if (role.shipped)
    throw conflict(`the role ${key} is shipped with the product: change what it grants instead`);
  const unused = nobodyIn("role", key, () =>
    conflict("a role that somebody holds cannot be deleted; give them another one first"),
  );
  const { writes, done = () => {} } = save(key, grantedBy(role), document, context, { deleted: true });
  return { writes: [...writes, unused], result: undefined, done };
}

function save(
  key: string,
  value: RoleValue,
  document: Stored | undefined,
  context: Context,
  options: { deleted?: boolean } = {},
): Change<Role> {
  const { write, next } = putDocument(rolePlace(key), value, document, stampOf(context), options);
  const { version, updatedAt, updatedBy } = next;
  const own: Role = { key, ...value, shipped: false, isDefault: false, version, updatedAt, updatedBy };
  return { writes: [write], result: roleOf(key, next) ?? own, done: () => forget(ROLES) };
}

function grantedBy({ name, grants }: Role): RoleValue {
  return { name, grants };
}

function standing(key: string, document: Stored | undefined): Role {
  const role = roleOf(key, document);
  if (role === undefined) throw notFound("role", key);
  return role;
}

/**
 * Reads a role's document and the departments that its grants name, together. One call.
 * @throws Problem unknown-reference
 */
async function readWithDepartments(key: string, grants: readonly Grant[]): Promise<Stored | undefined> {
  const place = documentKey(rolePlace(key));
  const named = grants.flatMap(({ departmentIds = [] }, grant) =>
    departmentIds.map((id, at) => ({ id, pointer: `/grants/${grant}/departmentIds/${at}` })),
  );
  const unique = [...new Set(named.map(({ id }) => id))];
  const items = await getItems([place, ...unique.map((id) => ({ pk: id, sk: "department" }))]);
  const flaws = named.flatMap(({ id, pointer }) => {
    const item = items.get(`${id}/department`);
    return item === undefined || item.deletedAt !== undefined
      ? [{ pointer, detail: `there is no department ${id}` }]
      : [];
  });
  const [first] = flaws;
  if (first !== undefined) throw new Problem("unknown-reference", first.detail, { flaws });
  const found = items.get(`${place.pk}/${place.sk}`);
  return found === undefined ? undefined : stored.parse(found);
}

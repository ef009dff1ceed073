import { followInto } from "../handover/begin.ts";
import { type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { ruleBroken } from "../problem/problem.ts";
import { readToChange } from "../resource/verbs.ts";
import { nextVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { mayGiveRoles, mayPlace } from "./create.ts";
import { seat } from "./seat.ts";
import { type User, userInput, users } from "./user.ts";

/**
 * Changes a member of staff; whoever changes department takes their records along, page by page. Two calls.
 * @throws Problem forbidden, already-exists, stale-version, unknown-reference, rule-broken when the company would
 * be left without an administrator
 */
export async function changeUser(id: string, patch: unknown, context: Context): Promise<Change<User>> {
  const record = await readToChange(users, id, context);
  const { language = record.language, ...fields } = patched(userInput, record, patch);
  if (fields.managerId === id) throw ruleBroken("nobody is their own manager", "/managerId");
  if (fields.departmentId !== record.departmentId) mayPlace("update", fields.departmentId, context);
  if (!sameKeys(fields.roles, record.roles)) mayGiveRoles(context);
  if (fields.email !== record.email && record.roles.length > 0 && id !== context.caller.userId)
    mayGiveRoles(context, "where others sign in is changed by those who may give out roles", "/email");
  const seated = seat(nextVersion(record, { ...fields, language }, stampOf(context)), record);
  if (fields.departmentId === record.departmentId) return seated;
  return { ...seated, writes: [...seated.writes, ...followInto(id, stampOf(context)).writes] };
}

function sameKeys(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((key) => others.includes(key));
}

import { departmentTree } from "../access/directory.ts";
import type { Resource } from "../access/grant.ts";
import { belongings } from "../handover/belongings.ts";
import { type Context, stampOf } from "../http/context.ts";
import { conflict } from "../problem/problem.ts";
import { readToChange } from "../resource/verbs.ts";
import { nextVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { seat } from "./seat.ts";
import { type User, users } from "./user.ts";

/** Somebody who left, and what they leave behind. */
export interface Departure extends User {
  /** Resources of which they still own records: to be handed over. */
  stillOwns: Resource[];
  /** Departments that still name them as head. */
  stillHeads: string[];
}

/**
 * Shuts a person out, at once: whatever they still own stays theirs until it is handed over, since locking somebody
 * out must never wait for that.
 * @throws Problem conflict when they left already, rule-broken for the last active administrator
 */
export async function leave(id: string, context: Context): Promise<Change<Departure>> {
  const record = await readToChange(users, id, context);
  if (record.status === "left") throw conflict(`${record.name} has left already`);
  const [stillOwns, tree] = await Promise.all([belongings(id), departmentTree()]);
  const heads = [...tree.values()].filter(({ headId }) => headId === id);
  const stillHeads = heads.map((department) => department.id);
  const { writes, result, done } = seat(nextVersion(record, { status: "left" }, stampOf(context)), record);
  return { writes, result: { ...result, stillOwns, stillHeads }, done };
}

/**
 * Lets a person who had left work here again, with the roles they had. Two calls.
 * @throws Problem conflict when they work here, unknown-reference when a role or the department is gone
 */
export async function rejoin(id: string, context: Context): Promise<Change<User>> {
  const record = await readToChange(users, id, context);
  if (record.status === "active") throw conflict(`${record.name} works here`);
  return seat(nextVersion(record, { status: "active" }, stampOf(context)), record);
}

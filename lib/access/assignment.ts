import type { Context } from "../http/context.ts";
import { Problem } from "../problem/problem.ts";
import { type Person, person } from "./directory.ts";
import type { Resource } from "./grant.ts";
import { reach } from "./reach.ts";

/**
 * The person a record is to belong to: the caller unless another is named.
 * @throws Problem forbidden when the caller may not assign, not-assignable when the person could not work with it
 */
export async function assignee(
  userId: string | undefined,
  resource: Resource,
  { caller }: Pick<Context, "caller">,
  pointer = "/ownerId",
): Promise<Person> {
  if (userId === undefined || userId === caller.userId) return caller;
  const right = reach(caller, resource, "assign");
  const chosen = await person(userId);
  const forbidden = (sentence: string) =>
    new Problem("forbidden", sentence, { flaws: [{ pointer, detail: sentence }] });
  if (right.none) throw forbidden(`your roles do not let you assign records (${resource}) to others`);
  if (!right.all && (chosen?.departmentId === undefined || !right.departments.has(chosen.departmentId))) {
    throw forbidden(`your roles let you assign records (${resource}) only within your departments`);
  }
  return assignable(chosen, resource, pointer);
}

/**
 * The assignment check (投诉校验, DOMAIN §2): a record can be assigned only to a person whose own permissions let them
 * read and update it; one's own scope suffices, since the person becomes its owner.
 * @throws Problem not-assignable naming what is missing
 */
export function assignable(chosen: Person | undefined, resource: Resource, pointer = "/ownerId"): Person {
  const somebody = employed(chosen, pointer);
  const missing = (["read", "update"] as const).filter((action) => reach(somebody, resource, action).none);
  if (missing.length > 0)
    return refuse(`lacks ${missing.map((action) => `${resource}:${action}`).join(" and ")}`, pointer);
  return somebody;
}

/**
 * Requires that a person works here.
 * @throws Problem not-assignable
 */
export function employed(chosen: Person | undefined, pointer: string): Person {
  if (chosen === undefined || !chosen.active) return refuse("is nobody who works here", pointer);
  return chosen;
}

function refuse(why: string, pointer: string): never {
  throw new Problem("not-assignable", `the person ${why}`, { flaws: [{ pointer, detail: why }] });
}

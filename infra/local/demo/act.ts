import type { Person } from "../../../lib/access/directory.ts";
import type { Context } from "../../../lib/http/context.ts";
import { commit } from "../../../lib/table/commit.ts";
import type { Change } from "../../../lib/table/write.ts";

/** What somebody does at a moment of the past. */
export function at(caller: Person, now: Date): Context {
  return { caller, now, requestId: "demo", ifMatch: undefined };
}

/** Commits what a verb decided. */
export async function done<T>(change: Change<T> | Promise<Change<T>>): Promise<T> {
  return commit(await change);
}

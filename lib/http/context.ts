import type { Person } from "../access/directory.ts";
import { Problem } from "../problem/problem.ts";
import type { Stamp } from "../table/record.ts";

/** What a verb knows of the request besides its input. */
export interface Context {
  readonly caller: Person;
  readonly now: Date;
  readonly requestId: string;
  /** Version the caller read, from If-Match; a write on another version is refused. */
  readonly ifMatch: number | undefined;
}

/** Who acts, and when. */
export type Acting = Pick<Context, "caller" | "now">;

/** Who and when, for the records that a command writes. */
export function stampOf({ caller, now }: Acting): Stamp {
  return { by: caller.userId, now };
}

/**
 * Refuses a change of a record that is not at the version the caller read.
 * @throws Problem stale-version
 */
export function expectVersion(
  { ifMatch }: Pick<Context, "ifMatch">,
  record: { readonly version: number },
): void {
  if (ifMatch !== undefined && ifMatch !== record.version) {
    throw new Problem(
      "stale-version",
      `the record is at version ${record.version}, not ${ifMatch}; read it again`,
    );
  }
}

import type { Action, Grant, Resource } from "../access/grant.ts";
import { ruleBroken } from "../problem/problem.ts";

/** The role that can always repair what another administrator changed. */
export const ADMIN = "admin";

const ANCHORED: readonly Resource[] = ["user", "role"];
const ACTIONS: readonly Action[] = ["read", "create", "update", "assign"];

/**
 * No change of roles locks a company out: administrators keep giving out permissions, everywhere.
 * @throws Problem rule-broken
 */
export function keepsTheCompanyOpen(key: string, grants: readonly Grant[]): void {
  if (key !== ADMIN) return;
  const lacks = ANCHORED.flatMap((resource) =>
    ACTIONS.filter(
      (action) =>
        !grants.some(
          (grant) => grant.resource === resource && grant.scope === "all" && grant.actions.includes(action),
        ),
    ).map((action) => `${resource}:${action}`),
  );
  if (lacks.length > 0) {
    throw ruleBroken(
      `the role admin keeps ${lacks.join(", ")} with scope all: otherwise nobody could give permissions back`,
      "/grants",
    );
  }
}

import type { Person } from "./directory.ts";
import { ACTIONS, type Action, RESOURCES, type Resource } from "./grant.ts";
import { reach } from "./reach.ts";

/** What a person may do on one resource, all their roles merged. */
export interface Permission {
  readonly resource: Resource;
  readonly action: Action;
  /** `departments` are the named ones and the person's own records; `own` is the latter alone. */
  readonly scope: "own" | "departments" | "all";
  readonly departmentIds?: string[];
}

/** Everything a person may do: the most permissive merge of their roles (DOMAIN §2). */
export function permissions(person: Person): Permission[] {
  return RESOURCES.flatMap((resource) =>
    ACTIONS.flatMap((action): Permission[] => {
      const { none, all, departments } = reach(person, resource, action);
      if (none) return [];
      if (all) return [{ resource, action, scope: "all" }];
      if (departments.size === 0) return [{ resource, action, scope: "own" }];
      return [{ resource, action, scope: "departments", departmentIds: [...departments] }];
    }),
  );
}

import { notFound, Problem } from "../problem/problem.ts";
import type { Entity } from "../table/entity.ts";
import { partitionOf } from "../table/entity.ts";
import type { Partition } from "../table/query.ts";
import type { RecordBase } from "../table/record.ts";
import type { Person } from "./directory.ts";
import type { Action, Resource } from "./grant.ts";

/** How far a person's grants for one action on one resource carry: the union of all their roles' scopes. */
export interface Reach {
  readonly userId: string;
  readonly action: Action;
  /** No grant at all. */
  readonly none: boolean;
  readonly all: boolean;
  readonly departments: ReadonlySet<string>;
}

/** Whose a record is. */
export interface Owned {
  readonly ownerId?: string | undefined;
  readonly departmentId?: string | undefined;
  /** Owner of the customer it belongs to: reads every child record, whoever created it (DOMAIN §2). */
  readonly customerOwnerId?: string | undefined;
  /** Collaborators read it (DOMAIN §2). */
  readonly collaboratorIds?: readonly string[] | undefined;
}

/** The most permissive merge of a person's grants (DOMAIN §2). */
export function reach(person: Person, resource: Resource, action: Action): Reach {
  const grants = person.grants.filter(
    (grant) => grant.resource === resource && grant.actions.includes(action),
  );
  const departments = new Set<string>();
  for (const { scope, departmentIds = [] } of grants) {
    if (scope === "department" && person.departmentId !== undefined) departments.add(person.departmentId);
    if (scope === "department-and-below") for (const id of person.departmentAndBelow) departments.add(id);
    if (scope === "chosen-departments") for (const id of departmentIds) departments.add(id);
  }
  return {
    userId: person.userId,
    action,
    none: grants.length === 0,
    all: grants.some(({ scope }) => scope === "all"),
    departments,
  };
}

/** Whether a reach covers a record; a record that belongs to nobody in particular is covered by any grant. */
export function covers(
  { userId, action, none, all, departments }: Reach,
  { shared, ...owned }: Owned & { shared: boolean },
): boolean {
  if (none) return false;
  if (all || shared || owned.ownerId === userId) return true;
  if (owned.departmentId !== undefined && departments.has(owned.departmentId)) return true;
  return (
    action === "read" &&
    (owned.customerOwnerId === userId || owned.collaboratorIds?.includes(userId) === true)
  );
}

/**
 * Lets a person act on a record.
 * @throws Problem not-found when they may not read it, forbidden when they may read but not do that
 */
export function authorize<R extends RecordBase & Owned>(
  person: Person,
  action: Action,
  entity: Entity<R> & { readonly type: Resource },
  record: R,
): void {
  const owned = { ...record, ...entity.owner?.(record), shared: entity.owner === undefined };
  if (!covers(reach(person, entity.type, "read"), owned)) throw notFound(entity.type, record.id);
  if (action !== "read" && !covers(reach(person, entity.type, action), owned)) {
    throw new Problem("forbidden", `your roles do not let you ${action} this ${entity.type}`);
  }
}

/** What a list needs to know of a record type. */
interface Listed {
  readonly type: string;
  readonly owner?: unknown;
  readonly facet?: { readonly values: readonly string[] } | undefined;
}

/** No record of this product is older. */
const FIRST_YEAR = 2024;

/** The years that records may be from, the latest first. */
export function years(now: Date): number[] {
  const latest = now.getUTCFullYear();
  return Array.from({ length: latest - FIRST_YEAR + 1 }, (_, back) => latest - back);
}

/** What a list of a type reads for a reach: one partition, or one for each department and state it covers. */
export function waves(
  entity: Listed,
  reach: Reach,
  now: Date,
  facets: readonly string[] | undefined,
): Partition[][] {
  const states = facets ?? entity.facet?.values ?? [undefined];
  if (reach.none) return [];
  if (reach.all || entity.owner === undefined) {
    return years(now).map((year) =>
      states.map((state) => ({ index: "byAll", key: partitionOf.all(entity.type, year, state) })),
    );
  }
  const departments = [...reach.departments].flatMap((id) =>
    states.map(
      (state): Partition => ({ index: "byDepartment", key: partitionOf.department(id, entity.type, state) }),
    ),
  );
  const own = states.map(
    (state): Partition => ({ index: "byOwner", key: partitionOf.owner(reach.userId, entity.type, state) }),
  );
  return [[...departments, ...own]];
}

import * as z from "zod";
import type { Person } from "../access/directory.ts";
import { covers, type Reach, reach } from "../access/reach.ts";
import { NONE } from "../ids/id.ts";

/** How much of the company a report shows its caller: only what lies within it is read, counted and summed. */
export const scope = z
  .enum(["all", "departments", "own"])
  .meta({ description: "How far the caller's roles reach: the figures are of that alone" });

export interface Scope {
  readonly name: z.infer<typeof scope>;
  readonly all: boolean;
  readonly reach: Reach;
  covers(salespersonId: string | undefined, department: string | undefined): boolean;
}

/** What a caller's reports show. */
export function scopeOf(caller: Person, resource: "report" | "commission-entry" = "report"): Scope {
  const readable = reach(caller, resource, "read");
  return {
    name: readable.all ? "all" : readable.departments.size > 0 ? "departments" : "own",
    all: readable.all,
    reach: readable,
    covers: (ownerId, department) =>
      covers(readable, {
        ownerId,
        departmentId: department === NONE ? undefined : department,
        shared: false,
      }),
  };
}

/** Whether commission may be shown beside a caller's reports: their right to read it has to reach as far. */
export function readsCommission(caller: Person): boolean {
  const [reports, commission] = [scopeOf(caller), scopeOf(caller, "commission-entry")];
  if (commission.reach.none || commission.all) return commission.all;
  return !reports.all && [...reports.reach.departments].every((id) => commission.reach.departments.has(id));
}

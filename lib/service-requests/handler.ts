import * as z from "zod";
import { assignable, assignee } from "../access/assignment.ts";
import { departmentTree, person } from "../access/directory.ts";
import { reach } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import { idOf } from "../ids/id.ts";
import { Problem, ruleBroken } from "../problem/problem.ts";
import type { Handler } from "./steps.ts";

/** Who gets a request: a technician, or a department's queue. */
export const assignment = z.strictObject({
  technicianId: idOf("user").optional(),
  departmentId: idOf("department").optional(),
});
export type Assignment = z.infer<typeof assignment>;

/** Sentences that callers read. */
export const HANDLER_RULES = {
  nobody: "a request is given to a technician or to a department: name one of them",
  both: "a request is given to a technician or to a department, not to both",
} as const;

/**
 * Whom a request may be given to (DOMAIN §2): a technician whose own permissions let them work on it, whose department
 * comes along, or a department.
 * @throws Problem rule-broken, forbidden, not-assignable, unknown-reference
 */
export async function handlerFor(wanted: Assignment, context: Pick<Context, "caller">): Promise<Handler> {
  const { technicianId, departmentId } = wanted;
  if (technicianId !== undefined && departmentId !== undefined)
    throw ruleBroken(HANDLER_RULES.both, "/departmentId");
  if (technicianId !== undefined) {
    const chosen =
      technicianId === context.caller.userId
        ? assignable(await person(technicianId), "service-request", "/technicianId")
        : await assignee(technicianId, "service-request", context, "/technicianId");
    return { technicianId, departmentId: chosen.departmentId };
  }
  if (departmentId === undefined) throw ruleBroken(HANDLER_RULES.nobody, "/technicianId");
  await checkDepartment(departmentId, context);
  return { technicianId: undefined, departmentId };
}

async function checkDepartment(departmentId: string, { caller }: Pick<Context, "caller">): Promise<void> {
  const refused = (code: "forbidden" | "unknown-reference", detail: string) =>
    new Problem(code, detail, { flaws: [{ pointer: "/departmentId", detail }] });
  const right = reach(caller, "service-request", "assign");
  if (right.none)
    throw refused("forbidden", "your roles do not let you assign records (service-request) to others");
  if (!(await departmentTree()).has(departmentId))
    throw refused("unknown-reference", `there is no department ${departmentId}`);
  if (!right.all && !right.departments.has(departmentId))
    throw refused(
      "forbidden",
      "your roles let you assign records (service-request) only within your departments",
    );
}

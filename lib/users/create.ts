import { covers, reach } from "../access/reach.ts";
import { type Context, stampOf } from "../http/context.ts";
import { newId } from "../ids/id.ts";
import { Problem } from "../problem/problem.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { firstVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { seat } from "./seat.ts";
import type { User, UserInput } from "./user.ts";

/**
 * Adds a member of staff, who is then invited to sign in. One call.
 * @throws Problem forbidden outside the caller's departments or without the right to give roles, already-exists,
 * unknown-reference
 */
export async function createUser(input: UserInput, context: Context): Promise<Change<User>> {
  mayPlace("create", input.departmentId, context);
  if (input.roles.length > 0) mayGiveRoles(context);
  const { language } = await setting(company);
  return seat(
    {
      ...firstVersion(newId("user", context.now), stampOf(context)),
      ...input,
      language: input.language ?? language,
      status: "active",
    },
    undefined,
  );
}

/** @throws Problem forbidden when the department lies outside what the caller may create or update in */
export function mayPlace(
  action: "create" | "update",
  departmentId: string | undefined,
  { caller }: Pick<Context, "caller">,
): void {
  if (covers(reach(caller, "user", action), { departmentId, shared: false })) return;
  throw new Problem("forbidden", `your roles do not let you ${action} a user in that department`, {
    flaws: [{ pointer: "/departmentId", detail: "is not among your departments" }],
  });
}

/**
 * Nobody raises themselves or others who may not give out roles; whoever could sign in as another had their roles too.
 * @throws Problem forbidden
 */
export function mayGiveRoles(
  { caller }: Pick<Context, "caller">,
  sentence = "your roles do not let you give out roles",
  pointer = "/roles",
): void {
  if (reach(caller, "role", "assign").none)
    throw new Problem("forbidden", sentence, { flaws: [{ pointer, detail: "needs role:assign" }] });
}

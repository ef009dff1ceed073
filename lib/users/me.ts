import * as z from "zod";
import { departmentTree, type Person, roleTable } from "../access/directory.ts";
import { ACTIONS, RESOURCES } from "../access/grant.ts";
import { permissions } from "../access/permissions.ts";
import { type Context, expectVersion, stampOf } from "../http/context.ts";
import { get } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { seat } from "./seat.ts";
import { language, type User, user, users } from "./user.ts";

/** Who calls, and everything they may do. */
export const meAnswer = z
  .object({
    id: z.string(),
    version: z.int(),
    name: z.string(),
    email: z.string(),
    language: user.shape.language,
    department: z.object({ id: z.string(), name: z.string() }).optional(),
    managerId: z.string().optional(),
    roles: z.array(z.object({ key: z.string(), name: z.string() })),
    permissions: z
      .array(
        z.object({
          resource: z.enum(RESOURCES),
          action: z.enum(ACTIONS),
          scope: z.enum(["own", "departments", "all"]),
          departmentIds: z.array(z.string()).optional(),
        }),
      )
      .meta({ description: "All roles merged to the most permissive; one's own records are always within" }),
  })
  .meta({ id: "Me" });
export type Me = z.infer<typeof meAnswer>;

/** Who calls. One call. */
export async function me({ caller }: Context): Promise<Me> {
  return view(await get(users, caller.userId), caller);
}

/** What people may change of themselves. */
export const meInput = z.strictObject({ language });

/** Changes what people may change of themselves. Two calls. */
export async function changeMe(input: z.infer<typeof meInput>, context: Context): Promise<Change<Me>> {
  const record = await get(users, context.caller.userId);
  expectVersion(context, record);
  const { writes, result, done } = seat(nextVersion(record, input, stampOf(context)), record);
  return { writes, result: await view(result, context.caller), done };
}

async function view(
  { id, version, name, email, language, departmentId, managerId, roles: keys }: User,
  caller: Person,
): Promise<Me> {
  const [tree, roles] = await Promise.all([departmentTree(), roleTable()]);
  const department = departmentId === undefined ? undefined : tree.get(departmentId);
  return {
    id,
    version,
    name,
    email,
    language,
    ...(department !== undefined && { department: { id: department.id, name: department.name } }),
    ...(managerId !== undefined && { managerId }),
    roles: keys.map((key) => ({ key, name: roles.get(key)?.name ?? key })),
    permissions: permissions(caller),
  };
}

import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";

/** A member of staff. */
export const user = z.object({
  ...recordFields,
  name: z.string(),
  email: z.string(),
  departmentId: idOf("department").optional(),
  /** Keys of roles; several merge to the most permissive. */
  roles: z.array(z.string()),
  /** Who is warned when this person's work is overdue; the department's head unless told. */
  managerId: idOf("user").optional(),
  language: z.enum(["zh-CN", "zh-TW", "en"]),
  status: z.enum(["active", "left"]),
});
export type User = z.infer<typeof user>;

export const users = defineEntity({
  type: "user",
  schema: user,
  owner: ({ id, departmentId }) => ({ ownerId: id, departmentId }),
  claims: ({ email }) => [{ value: `email:${email.toLowerCase()}`, pointer: "/email" }],
  indexes: ({ id, name }) => ({ namePk: "user#name", nameSk: `${name.toLowerCase()}#${id}` }),
});

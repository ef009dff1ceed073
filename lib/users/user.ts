import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { roleKey } from "../roles/role.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";

export const language = z.enum(["zh-CN", "zh-TW", "en"]);

/** What a caller may set of a member of staff. */
export const userInput = z.strictObject({
  name: z.string().trim().min(1, { error: "must not be empty" }).max(100),
  /** Unique; where the invitation to sign in is sent. */
  email: z.email({ error: "must be an e-mail address" }).max(254).toLowerCase(),
  departmentId: idOf("department").optional(),
  /** Keys of roles; several merge to the most permissive. */
  roles: z
    .array(roleKey)
    .max(20)
    .refine((keys) => new Set(keys).size === keys.length, { error: "must name each role once" })
    .default([]),
  /** Who is warned when this person's work is overdue; the department's head unless told. */
  managerId: idOf("user").optional(),
  /** Language of mails; the company's unless told. */
  language: language.optional(),
});
export type UserInput = z.infer<typeof userInput>;

export const USER_STATUSES = ["active", "left"] as const;

/** A member of staff. */
export const user = z
  .object({
    ...recordFields,
    ...userInput.shape,
    roles: z.array(z.string()),
    language,
    /** Somebody who left cannot sign in. */
    status: z.enum(USER_STATUSES),
  })
  .meta({ id: "User" });
export type User = z.infer<typeof user>;

/** What callers are shown. */
export const userAnswer = user.omit({ claims: true, deletedAt: true }).meta({ id: "UserAnswer" });

/** People are found together, by name. */
export const USERS_PARTITION = "user#name";

/** A name as the prefix search compares it. */
export function searchedName(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

export const users = defineEntity({
  type: "user",
  schema: user,
  owner: ({ id, departmentId }) => ({ ownerId: id, departmentId }),
  claims: ({ email }) => [{ value: `email:${email.toLowerCase()}`, pointer: "/email" }],
  indexes: ({ id, name }) => ({ namePk: USERS_PARTITION, nameSk: `${searchedName(name)}#${id}` }),
});

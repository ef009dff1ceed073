import * as z from "zod";
import { grant } from "../access/grant.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";

/** A role: a name and what it grants. Roles are data (DOMAIN §2). */
export const role = z.object({
  ...recordFields,
  /** Stable name that users refer to, e.g. `salesperson`. */
  key: z.string(),
  name: z.string(),
  grants: z.array(grant),
});
export type Role = z.infer<typeof role>;

/** Roles live together, so that all of them are one query. */
export const ROLES_PARTITION = "roles";

export const roles = defineEntity({
  type: "role",
  schema: role,
  claims: ({ key }) => [{ value: `key:${key}`, pointer: "/key" }],
  indexes: ({ key }) => ({ namePk: ROLES_PARTITION, nameSk: key }),
});

import * as z from "zod";
import { grant } from "../access/grant.ts";
import type { Place, Stored } from "../table/document.ts";
import { stored } from "../table/document.ts";
import { query } from "../table/query.ts";
import { instant } from "../time/calendar.ts";
import { type ShippedRole, shippedRoles } from "./shipped.ts";

/** What a company says of a role: its name and what it grants. Roles are data (DOMAIN §2). */
export const roleValue = z.strictObject({
  name: z.string().trim().min(1, { error: "must not be empty" }).max(100),
  grants: z.array(grant).max(200),
});
export type RoleValue = z.infer<typeof roleValue>;

/** The name by which users refer to a role, e.g. `sales-manager`. */
export const roleKey = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, { error: "must be lower-case letters, digits and hyphens" })
  .meta({ examples: ["salesperson"] });

/** A role as it stands. */
export const role = z
  .object({
    key: roleKey,
    ...roleValue.shape,
    shipped: z.boolean().meta({ description: "Brought by the product: can be restored, not deleted" }),
    isDefault: z.boolean().meta({ description: "Whether it stands as the product ships it" }),
    version: z.int().meta({ description: "The ETag; 0 until it was first changed" }),
    updatedAt: instant.optional(),
    updatedBy: z.string().optional(),
  })
  .meta({ id: "Role" });
export type Role = z.infer<typeof role>;

const PARTITION = "roles";

export function rolePlace(key: string): Place {
  return { partition: PARTITION, entity: "role", name: key };
}

export function shippedRole(key: string): ShippedRole | undefined {
  return shippedRoles.find((role) => role.key === key);
}

/** A role from what is stored under its key, if anything; `undefined` when there is no such role. */
export function roleOf(key: string, document: Stored | undefined): Role | undefined {
  const shipped = shippedRole(key);
  if (document !== undefined && document.deletedAt === undefined) {
    const { version, updatedAt, updatedBy, value } = document;
    const isShipped = shipped !== undefined;
    return {
      key,
      ...roleValue.parse(value),
      shipped: isShipped,
      isDefault: false,
      version,
      updatedAt,
      updatedBy,
    };
  }
  if (shipped === undefined) return undefined;
  const { name, grants } = shipped;
  return { key, name, grants: [...grants], shipped: true, isDefault: true, version: document?.version ?? 0 };
}

/** Every role, the shipped ones first, then the company's own by key. One call, consistent. */
export async function allRoles(): Promise<Role[]> {
  const items = await query({ index: "table", key: PARTITION }, { order: "ascending" });
  const documents = new Map(items.map((item) => [String(item.sk), stored.parse(item)]));
  const keys = new Set([...shippedRoles.map(({ key }) => key), ...documents.keys()]);
  return [...keys].flatMap((key) => roleOf(key, documents.get(key)) ?? []);
}

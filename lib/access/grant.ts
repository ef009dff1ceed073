import * as z from "zod";

/** Every resource a role can grant something on. */
export const RESOURCES = [
  "user",
  "department",
  "role",
  "settings",
  "customer",
  "product",
  "partner",
  "competitor",
  "opportunity",
  "follow-up",
  "task",
  "activity",
  "order",
  "commission-plan",
  "commission-entry",
  "import",
  "report",
  "admin",
] as const;
export type Resource = (typeof RESOURCES)[number];

export const ACTIONS = ["read", "create", "update", "assign", "approve", "delete", "export"] as const;
export type Action = (typeof ACTIONS)[number];

export const SCOPES = ["own", "department", "department-and-below", "chosen-departments", "all"] as const;

/** What a role grants: resource × actions × scope (DOMAIN §2). */
export const grant = z.strictObject({
  resource: z.enum(RESOURCES),
  actions: z.array(z.enum(ACTIONS)).min(1),
  scope: z.enum(SCOPES),
  /** Only with scope `chosen-departments`. */
  departmentIds: z.array(z.string().max(64)).max(100).optional(),
});
export type Grant = z.infer<typeof grant>;

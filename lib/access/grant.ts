import * as z from "zod";
import { idOf } from "../ids/id.ts";

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
  "delivery",
  "service-card",
  "service-request",
  "survey",
  "complaint",
  "knowledge-article",
  "membership",
  "template",
  "care-rule",
  "care-mail",
  "mail-recipient",
  "segment",
  "campaign",
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
export const grant = z
  .strictObject({
    resource: z.enum(RESOURCES),
    actions: z.array(z.enum(ACTIONS)).min(1, { error: "must name an action" }).max(ACTIONS.length),
    scope: z.enum(SCOPES),
    /** Only with scope `chosen-departments`. */
    departmentIds: z
      .array(idOf("department"))
      .min(1, { error: "must name a department" })
      .max(100)
      .optional(),
  })
  .refine(({ scope, departmentIds }) => (scope === "chosen-departments") === (departmentIds !== undefined), {
    path: ["departmentIds"],
    error: "is given with the scope chosen-departments, and only with that",
  });
export type Grant = z.infer<typeof grant>;

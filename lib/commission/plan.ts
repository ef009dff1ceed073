import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { text } from "../text/text.ts";
import { instant, month } from "../time/calendar.ts";
import { rules } from "./rule.ts";

/** What a caller may set of a commission plan, besides its rules (DOMAIN §5). */
export const planInput = z.strictObject({
  name: text(100),
  /** What commission is computed on; `payments` is not offered yet. */
  basis: z
    .enum(["won-amount", "payments"])
    .default("won-amount")
    .meta({ description: "payments, commission on money received, is not offered yet" }),
  departmentIds: z
    .array(idOf("department"))
    .min(1)
    .max(50)
    .optional()
    .meta({ description: "Pays for deals of these departments and those below; of everybody unless told" }),
  rank: z
    .int()
    .min(0)
    .max(9_999)
    .default(100)
    .meta({ description: "Plans are asked in this order; a line is paid by the first with a rule for it" }),
  active: z.boolean().default(true).meta({ description: "Whether deals won from now on are paid by it" }),
});
export type PlanInput = z.infer<typeof planInput>;

/** Rules and the month from which they hold. */
export const versionInput = z.strictObject({
  firstMonth: month.meta({ description: "Holds for what is won in this month and later ones" }),
  rules,
});
export type VersionInput = z.infer<typeof versionInput>;

export const planBody = z.strictObject({ ...planInput.shape, ...versionInput.shape });

/** A version of a plan: never changed, so that an entry can be explained by the one it was computed with. */
export const planVersion = z
  .object({
    planVersion: z.int().min(1),
    ...versionInput.shape,
    createdAt: instant,
    createdBy: z.string(),
  })
  .meta({ id: "CommissionPlanVersion" });
export type PlanVersion = z.infer<typeof planVersion>;

/** A commission plan (佣金方案); its rules are in its versions. */
export const commissionPlan = z
  .object({
    ...recordFields,
    ...planInput.shape,
    latestVersion: z.int().min(1),
    /** Of the latest version. */
    firstMonth: month,
  })
  .meta({ id: "CommissionPlan" });
export type CommissionPlan = z.infer<typeof commissionPlan>;

/** What callers are shown in lists. */
export const planAnswer = commissionPlan
  .omit({ claims: true, deletedAt: true })
  .meta({ id: "CommissionPlanAnswer" });

/** What callers are shown of one plan. */
export const planWithVersions = planAnswer
  .extend({ versions: z.array(planVersion) })
  .meta({ id: "CommissionPlanWithVersions" });

/** Where all plans and their versions are listed together, each plan before its versions. */
export const PLANS_PARTITION = "commission-plans";

export const commissionPlans = defineEntity({
  type: "commission-plan",
  schema: commissionPlan,
  claims: ({ name }) => [{ value: `name:${name.toLowerCase()}`, pointer: "/name" }],
  indexes: ({ id }) => ({ namePk: PLANS_PARTITION, nameSk: id }),
});

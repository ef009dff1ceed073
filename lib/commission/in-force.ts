import { cached, forget } from "../table/cache.ts";
import { query } from "../table/query.ts";
import type { PlanInForce } from "./compute.ts";
import { type CommissionPlan, commissionPlans, PLANS_PARTITION, type PlanVersion } from "./plan.ts";
import { versionsIn } from "./versions.ts";

interface Plan {
  readonly plan: CommissionPlan;
  readonly versions: readonly PlanVersion[];
}

const CACHED = "commission-plans";

/** The plans that pay for what is won in a month, in the order in which they are asked; at most a few seconds old. */
export async function plansInForce(month: string): Promise<PlanInForce[]> {
  const plans = await cached(CACHED, readPlans);
  return plans.flatMap(({ plan, versions }): PlanInForce[] => {
    const version = versionFor(versions, month);
    if (!plan.active || version === undefined) return [];
    const { planVersion, rules } = version;
    return [{ planId: plan.id, planVersion, departmentIds: plan.departmentIds, rules }];
  });
}

/** To be called when a plan has changed. */
export function forgetPlans(): void {
  forget(CACHED);
}

async function readPlans(): Promise<Plan[]> {
  const items = await query({ index: "byName", key: PLANS_PARTITION }, { order: "ascending" });
  const versions = versionsIn(items);
  return items
    .filter(({ entity }) => entity === commissionPlans.type)
    .map((item) => commissionPlans.schema.parse(item))
    .map((plan) => ({ plan, versions: versions.get(plan.id) ?? [] }))
    .sort((a, b) => a.plan.rank - b.plan.rank || (a.plan.id < b.plan.id ? -1 : 1));
}

/** The version that holds in a month: the latest of those that begin by then. */
export function versionFor(versions: readonly PlanVersion[], month: string): PlanVersion | undefined {
  return versions
    .filter(({ firstMonth }) => firstMonth <= month)
    .reduce<PlanVersion | undefined>(
      (latest, one) => (latest === undefined || one.planVersion > latest.planVersion ? one : latest),
      undefined,
    );
}

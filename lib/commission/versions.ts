import { conflict } from "../problem/problem.ts";
import type { Item } from "../table/entity.ts";
import { putOnce, type Write } from "../table/write.ts";
import { PLANS_PARTITION, type PlanVersion, planVersion } from "./plan.ts";

const ENTITY = "commission-plan-version";

/** Writes a version of a plan. */
export function putVersion(planId: string, version: PlanVersion): Write {
  const number = String(version.planVersion).padStart(4, "0");
  const keys = {
    pk: planId,
    sk: `version#${number}`,
    namePk: PLANS_PARTITION,
    nameSk: `${planId}#${number}`,
  };
  return putOnce({ ...version, ...keys, entity: ENTITY, planId }, () =>
    conflict(`the plan has a version ${version.planVersion} already; read it again`),
  );
}

/** The versions among some items, by plan. */
export function versionsIn(items: readonly Item[]): Map<string, PlanVersion[]> {
  const byPlan = Map.groupBy(
    items.filter(({ entity }) => entity === ENTITY),
    ({ planId }) => String(planId),
  );
  return new Map(
    [...byPlan].map(([planId, found]) => [planId, found.map((item) => planVersion.parse(item))]),
  );
}

import { departmentTree } from "../access/directory.ts";
import { authorize } from "../access/reach.ts";
import { type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { newId } from "../ids/id.ts";
import { type Flaw, notFound, Problem, ruleBroken } from "../problem/problem.ts";
import { products } from "../products/product.ts";
import { readToChange, toAct } from "../resource/verbs.ts";
import { query } from "../table/query.ts";
import { type Found, findTogether } from "../table/read.ts";
import { firstVersion, nextVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { forgetPlans } from "./in-force.ts";
import {
  type CommissionPlan,
  commissionPlans,
  type PlanInput,
  type PlanVersion,
  planInput,
  type VersionInput,
} from "./plan.ts";
import { checkRules, type Rule } from "./rule.ts";
import { putVersion, versionsIn } from "./versions.ts";

type WithVersions = CommissionPlan & { readonly versions: PlanVersion[] };

/**
 * A plan with all its versions. One call.
 * @throws Problem not-found
 */
export async function readPlan(id: string, { caller }: Context): Promise<WithVersions> {
  const items = await query({ index: "table", key: id }, { order: "ascending" });
  const item = items.find(({ sk }) => sk === commissionPlans.type);
  if (item === undefined) throw notFound("commission-plan", id);
  const plan = commissionPlans.schema.parse(item);
  authorize(caller, "read", commissionPlans, plan);
  return { ...plan, versions: versionsIn(items).get(id) ?? [] };
}

/**
 * Makes a plan with its first version. Two calls.
 * @throws Problem rule-broken (bands with a gap, a basis not offered), unknown-reference, already-exists
 */
export async function createPlan(
  { firstMonth, rules, ...input }: PlanInput & VersionInput,
  context: Context,
): Promise<Change<WithVersions>> {
  checkBasis(input);
  checkRules(rules);
  await checkReferences(rules, await findTogether(productsIn(rules)), input.departmentIds);
  const plan: CommissionPlan = {
    ...input,
    ...firstVersion(newId("commission-plan", context.now), stampOf(context)),
    latestVersion: 1,
    firstMonth,
  };
  const version: PlanVersion = {
    planVersion: 1,
    firstMonth,
    rules,
    createdAt: plan.createdAt,
    createdBy: plan.createdBy,
  };
  return {
    writes: [...put(commissionPlans, plan, undefined), putVersion(plan.id, version)],
    result: { ...plan, versions: [version] },
    done: forgetPlans,
  };
}

/**
 * Changes what a plan is called, whom it is for, and whether it pays; deals already won stay as they were paid. Two calls.
 * @throws Problem rule-broken, unknown-reference, already-exists
 */
export async function changePlan(
  id: string,
  patch: unknown,
  context: Context,
): Promise<Change<CommissionPlan>> {
  const record = await readToChange(commissionPlans, id, context);
  const fields = patched(planInput, record, patch);
  checkBasis(fields);
  await checkReferences([], undefined, fields.departmentIds);
  const next = nextVersion(record, { departmentIds: undefined, ...fields }, stampOf(context));
  return { writes: put(commissionPlans, next, record), result: next, done: forgetPlans };
}

/**
 * Adds a version with new rules; the ones before stay, for what was computed with them. Two calls.
 * @throws Problem rule-broken when it begins before the latest one, or has rules that cannot be computed with
 */
export async function addVersion(
  id: string,
  { firstMonth, rules }: VersionInput,
  context: Context,
): Promise<Change<PlanVersion>> {
  checkRules(rules);
  const found = await findTogether([[commissionPlans, id], ...productsIn(rules)]);
  const plan = toAct(commissionPlans, found.one(commissionPlans, id), id, "update", context);
  await checkReferences(rules, found, undefined);
  if (firstMonth < plan.firstMonth)
    throw ruleBroken(`a version begins no earlier than the one before it, ${plan.firstMonth}`, "/firstMonth");
  const latestVersion = plan.latestVersion + 1;
  const next = nextVersion(plan, { latestVersion, firstMonth }, stampOf(context));
  const version: PlanVersion = {
    planVersion: latestVersion,
    firstMonth,
    rules,
    createdAt: next.updatedAt,
    createdBy: next.updatedBy,
  };
  return {
    writes: [...put(commissionPlans, next, plan), putVersion(id, version)],
    result: version,
    done: forgetPlans,
  };
}

function checkBasis({ basis }: Pick<PlanInput, "basis">): void {
  if (basis === "payments")
    throw ruleBroken("commission on payments received is not offered yet; the basis is won-amount", "/basis");
}

function productsIn(rules: readonly Rule[]) {
  return rules.flatMap(({ productIds = [] }) => productIds.map((id) => [products, id] as const));
}

async function checkReferences(
  rules: readonly Rule[],
  found: Found | undefined,
  departmentIds: readonly string[] = [],
): Promise<void> {
  const tree = await departmentTree();
  const departments = (ids: readonly string[], pointer: string): Flaw[] =>
    ids.flatMap((id, index) =>
      tree.has(id) ? [] : [{ pointer: `${pointer}/${index}`, detail: `there is no department ${id}` }],
    );
  const flaws = [
    ...departments(departmentIds, "/departmentIds"),
    ...rules.flatMap((rule, at) => [
      ...departments(rule.departmentIds ?? [], `/rules/${at}/departmentIds`),
      ...(rule.productIds ?? []).flatMap((id, index) =>
        found?.one(products, id) === undefined
          ? [{ pointer: `/rules/${at}/productIds/${index}`, detail: `there is no product ${id}` }]
          : [],
      ),
    ]),
  ];
  const [first] = flaws;
  if (first !== undefined) throw new Problem("unknown-reference", first.detail, { flaws });
}

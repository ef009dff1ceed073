import { NEVER, percent, planBody, type States } from "./problem-states.ts";
import type { Step } from "./problem-steps.ts";

const NOBODY = `usr_${NEVER}`;
const usd = { amount: 1, currency: "USD" };
const elsewhere = [
  { resource: "customer", actions: ["read"], scope: "chosen-departments", departmentIds: [`dep_${NEVER}`] },
];

/** Bands that begin above nothing leave a gap. */
function bands(from: number) {
  const band = { from: { amount: from, currency: "CNY" }, basisPoints: 1 };
  return { kind: "bands", mode: "marginal", per: "deal", bands: [band] };
}

/** With the catalogue, staff, plans, imports and settings. */
export function houseSteps(states: States): Step[] {
  const { world, product, withdrawn, plan, otherPlan, ended, running, partial, held, leaver, userId } =
    states;
  const { company, taken } = states;
  const { foreign } = world.others;
  const { department } = world.others.below;
  return [
    ["commission-plan.update", { id: plan.id }, { basis: "payments" }],
    ["competitor.update", { id: foreign.competitor! }, { products: [{ name: "x", price: usd }] }],
    ["user.rejoin", { id: leaver.id }],
    ["department.update", { id: department! }, { headId: NOBODY }],
    ["import.complete", { id: partial.id }],
    ["settings.company.replace", {}, { ...company, baseCurrency: "USD" }],
    ["commission-plan.create", {}, { ...planBody(), rules: [{ name: "x", rate: bands(100) }] }],
    [
      "commission-plan.create",
      {},
      { ...planBody(), rules: [{ name: "x", departmentIds: [`dep_${NEVER}`], rate: percent }] },
    ],
    [
      "commission-plan.create",
      {},
      {
        ...planBody(),
        rules: [{ name: "x", rate: { kind: "fixed", amount: { amount: 1, currency: "USD" } } }],
      },
    ],
    ["commission-plan.update", { id: plan.id }, { name: otherPlan.name }],
    ["commission-plan.update", { id: plan.id }, { departmentIds: [`dep_${NEVER}`] }],
    ["commission-plan.update", { id: plan.id }, { salespersonIds: [NOBODY] }],
    ["commission-plan.update", { id: plan.id }, { from: "2026-05", until: "2026-01" }],
    [
      "commission-plan.add-version",
      { id: plan.id },
      { firstMonth: "2020-01", rules: [{ name: "x", rate: percent }] },
    ],
    [
      "commission-plan.add-version",
      { id: plan.id },
      { firstMonth: "2030-01", rules: [{ name: "x", departmentIds: [`dep_${NEVER}`], rate: percent }] },
    ],
    ["product.update", { id: product.id }, { name: withdrawn.name }],
    ["partner.update", { id: foreign.partner! }, { name: taken.partner }],
    ["competitor.update", { id: foreign.competitor! }, { name: taken.competitor }],
    ["user.update", { id: userId }, { email: world.admin.email }],
    ["user.update", { id: userId }, { departmentId: `dep_${NEVER}` }],
    ["user.update", { id: userId }, { managerId: userId }],
    ["user.leave", { id: world.powerless.id }],
    ["user.leave", { id: world.powerless.id }],
    ["user.rejoin", { id: userId }],
    ["user.hand-over", { id: userId }, { to: userId }],
    ["department.create", {}, { name: "x", headId: world.powerless.id }],
    ["department.update", { id: department! }, { name: taken.department }],
    ["department.update", { id: department! }, { parentId: department }],
    ["department.update", { id: department! }, { parentId: `dep_${NEVER}` }],
    ["department.remove", { id: department! }],
    ["role.create", {}, { key: "viewer", name: "x", grants: [] }],
    ["role.create", {}, { key: "elsewhere", name: "x", grants: elsewhere }],
    ["role.update", { key: held.key }, { grants: elsewhere }],
    ["role.update", { key: "admin" }, { grants: [] }],
    ["role.restore-default", { key: held.key }],
    ["role.remove", { key: held.key }],
    ["me.calendar.read", {}],
    ["import.create", {}, { resource: "product", name: "x", columns: { a: "no such field" } }],
    ["import.create", {}, { resource: "product", name: "x", columns: { a: "category" } }],
    ["import.takeChunk", { id: running.id, chunk: "1" }, { rows: [{ x: "1" }] }],
    ["import.takeChunk", { id: ended.id, chunk: "1" }, { rows: [{ name: "1", price: 1 }] }],
    ["import.complete", { id: ended.id }],
  ];
}

import type { Json } from "../makers/client.ts";
import { inDays } from "../makers/deal.ts";
import { marked } from "./bodies.ts";
import { NEVER, type States } from "./problem-states.ts";

/** A request that a state forbids: the route, what its path names, and the body. */
export type Step = readonly [route: string, ids: Readonly<Record<string, string>>, body?: Json];

const usd = { amount: 1, currency: "USD" };
const fresh = () => ({ name: marked.name("客户") });
const line = (productId: string) => ({ lines: [{ productId, quantity: 1 }] });

/** With customers and what is done with them. */
export function salesSteps(states: States): Step[] {
  const { world, now, at, some, other, inactive, busy, full, product, withdrawn, userId } = states;
  const { executing, second, lost, closed, open, done, task, cancelled, fired } = states;
  const { foreign } = world.others;
  const tomorrow = { calendar: "solar", month: 12, day: 31, year: Math.min(2100, now.getUTCFullYear() + 1) };
  return [
    ["customer.update", { id: some.id }, { name: other.name }],
    ["customer.update", { id: some.id }, { parentId: some.id }],
    ["customer.create", {}, { ...fresh(), parentId: `cus_${NEVER}` }],
    ["customer.create", {}, { ...fresh(), annualRevenue: usd }],
    ["customer.create", {}, { ...fresh(), ownerId: world.powerless.id }],
    ["contact.create", { id: some.id }, { name: "x", birthday: tomorrow }],
    ["contact.create", { id: full.id }, { name: "x" }],
    ["contact.update", { id: foreign.customer!, contactId: foreign.contact! }, { birthday: tomorrow }],
    ["opportunity.create", {}, { name: "x", customerId: `cus_${NEVER}` }],
    ["opportunity.create", {}, { name: "x", customerId: some.id, ownerId: world.powerless.id }],
    ["opportunity.update", { id: closed.id }, { summary: "x" }],
    ["opportunity.assign", { id: closed.id }, { ownerId: userId }],
    ["opportunity.plan-follow-up", { id: closed.id }, { method: "phone", plannedAt: at(5), content: "x" }],
    ["task.create", {}, { title: "x", opportunityId: closed.id }],
    ["task.remove", { id: fired?.id ?? "" }],
    ["activity.create", {}, { kind: "call", content: "x", opportunityId: closed.id }],
    ["customer.remove", { id: busy.id }],
    ["customer.deactivate", { id: inactive.id }, { reason: "x" }],
    ["customer.reactivate", { id: some.id }],
    ["customer.assign", { id: some.id }, { ownerId: world.others.colleague.user, visitBy: "2020-01-01" }],
    ["contact.create", { id: some.id }, { name: "x", phone: "12" }],
    ["contact.create", { id: some.id }, { name: "x", birthday: { calendar: "solar", month: 2, day: 30 } }],
    ["contact.update", { id: foreign.customer!, contactId: foreign.contact! }, { phone: "12" }],
    ["opportunity.create", {}, { name: "x", customerId: inactive.id }],
    ["opportunity.create", {}, { name: "x", customerId: some.id, number: executing.number }],
    ["opportunity.update", { id: executing.id }, { stage: "no such stage" }],
    ["opportunity.update", { id: lost.id }, { summary: "x" }],
    ["opportunity.update", { id: lost.id }, { number: executing.number }],
    ["opportunity.update", { id: second.id }, { number: executing.number }],
    ["opportunity.update", { id: executing.id }, { partners: [{ partnerId: `prt_${NEVER}`, role: "x" }] }],
    ["opportunity.update", { id: executing.id }, { collaboratorIds: [world.powerless.id] }],
    ["opportunity.remove", { id: lost.id }],
    ["opportunity.assign", { id: lost.id }, { ownerId: userId }],
    ["opportunity.lose", { id: lost.id }, { reason: "price" }],
    ["opportunity.lose", { id: executing.id }, { reason: "no such reason" }],
    ["opportunity.lose", { id: executing.id }, { reason: "price", lostTo: `cmp_${NEVER}` }],
    ["opportunity.reopen", { id: executing.id }, { reason: "x" }],
    ["opportunity.reopen", { id: lost.id }, { reason: "x", stage: "no such stage" }],
    ["opportunity.reopen", { id: lost.id }, { reason: "x", expectedCloseOn: "2020-01-01" }],
    ["opportunity.close", { id: executing.id }],
    ["opportunity.win", { id: lost.id }, {}],
    ["opportunity.win", { id: executing.id }, { wonOn: inDays(now, 40) }],
    ["opportunity.win", { id: executing.id }, line(`prd_${NEVER}`)],
    [
      "opportunity.win",
      { id: executing.id },
      {
        ...line(product.id),
        salesTeam: [world.admin, world.powerless].map(({ id: userId }) => ({ userId, share: 5_000 })),
      },
    ],
    ["opportunity.win", { id: executing.id }, { amount: { amount: 1, currency: "USD" } }],
    [
      "opportunity.win",
      { id: executing.id },
      { lines: [{ productId: product.id, quantity: 1, unitPrice: { amount: 1, currency: "USD" } }] },
    ],
    ["opportunity.win", { id: executing.id }, line(withdrawn.id)],
    ["opportunity.undo-win", { id: executing.id }, { reason: "x" }],
    ["opportunity.plan-follow-up", { id: lost.id }, { method: "phone", plannedAt: at(5), content: "x" }],
    [
      "opportunity.plan-follow-up",
      { id: executing.id },
      { method: "phone", plannedAt: "2020-01-01T00:00:00Z", content: "x" },
    ],
    [
      "opportunity.plan-follow-up",
      { id: executing.id },
      { method: "phone", plannedAt: at(5), content: "x", handlerId: world.powerless.id },
    ],
    ["follow-up.update", { id: done.id }, { content: "x" }],
    ["follow-up.complete", { id: done.id }, { outcome: "x", noNextReason: "x" }],
    ["follow-up.complete", { id: open.id }, { outcome: "x" }],
    ["follow-up.complete", { id: open.id }, { outcome: "x", stage: "no such stage", noNextReason: "x" }],
    [
      "follow-up.complete",
      { id: open.id },
      {
        outcome: "x",
        next: { method: "phone", plannedAt: at(9), content: "x", handlerId: world.powerless.id },
      },
    ],
    ["follow-up.reschedule", { id: done.id }, { plannedAt: at(9) }],
    ["follow-up.reschedule", { id: open.id }, { plannedAt: "2020-01-01T00:00:00Z" }],
    ["follow-up.cancel", { id: done.id }, {}],
    ["follow-up.reassign", { id: done.id }, { handlerId: userId }],
    ["task.create", {}, { title: "x", opportunityId: `opp_${NEVER}` }],
    ["task.create", {}, { title: "x", opportunityId: lost.id }],
    ["task.create", {}, { title: "x", customerId: inactive.id }],
    ["task.create", {}, { title: "x", handlerId: world.powerless.id }],
    ["task.create", {}, { title: "x", dueAt: "2020-01-01T00:00:00Z" }],
    ["task.update", { id: cancelled.id }, { title: "x" }],
    ["task.update", { id: task.id }, { dueAt: at(2), remindAt: at(3) }],
    ["task.complete", { id: cancelled.id }, {}],
    ["task.cancel", { id: cancelled.id }, {}],
    ["task.reassign", { id: cancelled.id }, { handlerId: userId }],
    ["task.remove", { id: cancelled.id }],
    ["activity.create", {}, { kind: "call", content: "x" }],
    [
      "activity.create",
      {},
      { kind: "call", content: "x", customerId: some.id, performerId: world.powerless.id },
    ],
    ["activity.create", {}, { kind: "call", content: "x", opportunityId: lost.id }],
    ["activity.update", { id: foreign.activity! }, { happenedAt: at(400) }],
  ];
}

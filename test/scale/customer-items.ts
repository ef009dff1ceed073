import { companyName, personName } from "../../infra/local/demo/names.ts";
import type { Chance } from "../../infra/local/demo/random.ts";
import type { Person } from "../../lib/access/directory.ts";
import { activities } from "../../lib/activities/activity.ts";
import { contactWrites, newContacts } from "../../lib/contacts/add.ts";
import { newCustomer } from "../../lib/customers/create.ts";
import { type Customer, customers } from "../../lib/customers/customer.ts";
import { CUSTOMER_WINS } from "../../lib/customers/wins.ts";
import { planFollowUp } from "../../lib/follow-ups/plan.ts";
import { type Context, stampOf } from "../../lib/http/context.ts";
import { newId } from "../../lib/ids/id.ts";
import { newOpportunity } from "../../lib/opportunities/decide.ts";
import { lost } from "../../lib/opportunities/lose.ts";
import type { Opportunity } from "../../lib/opportunities/opportunity.ts";
import { save } from "../../lib/opportunities/save.ts";
import { bookWin } from "../../lib/opportunities/win-booking.ts";
import { firstVersion } from "../../lib/table/record.ts";
import { put, type Write } from "../../lib/table/write.ts";
import { taskFor } from "../../lib/tasks/task-for.ts";
import { dateIn } from "../../lib/time/zone.ts";
import type { World } from "./world.ts";

const DAY = 86_400_000;

/** One customer with everything that belongs to it. */
export interface Made {
  readonly writes: readonly Write[];
  readonly customer: Customer;
  readonly opportunities: readonly Opportunity[];
  readonly followUpIds: readonly string[];
}

/**
 * The writes that make a customer of the last two years, decided by the verbs themselves: every second has a contact,
 * three in ten have an opportunity, of which two in five are executing, and the others were won, or every fourth lost, in the
 * last four months.
 */
export async function makeCustomer(index: number, world: World, chance: Chance, now: Date): Promise<Made> {
  const owner = world.owners[index % world.owners.length]!;
  const age = chance.between(1, 700) * DAY + chance.between(0, DAY - 1);
  const context = contextOf(owner, new Date(now.getTime() - age));
  const { name, city, trade } = companyName(chance);
  const made = await newCustomer(
    {
      name: `${name}${index}`,
      kind: "company",
      region: city,
      industry: trade,
      source: "referral",
      ...(index % 16 < 12 && { phone: `+86139${String(index).padStart(8, "0")}` }),
    },
    context,
    async () => `CUS-2024-${String(index).padStart(7, "0")}`,
  );
  const sold = chance.happens(0.05) ? 2 : chance.happens(0.2) ? 1 : 0;
  const deals: Deal[] = [];
  for (let number = 0; number < sold; number++)
    deals.push(await makeDeal(`${index}-${number}`, made, number, world, chance, now));
  const wins = deals.filter(({ opportunity }) => opportunity.status === "won").length;
  const customer: Customer = {
    ...made,
    wins,
    type: wins > 0 ? "active" : sold > 0 ? "potential" : "intended",
  };
  const contact = { name: personName(chance), post: "采购经理", phone: "+8651262851234" };
  const contacts = chance.happens(0.5) ? await newContacts(customer.id, [contact], context) : [];
  return {
    customer,
    opportunities: deals.map(({ opportunity }) => opportunity),
    followUpIds: deals.flatMap(({ followUpId }) => followUpId ?? []),
    writes: [
      ...put(customers, customer, undefined),
      ...contactWrites(customer.id, contacts),
      ...deals.flatMap(({ writes }) => writes),
      ...(chance.happens(0.1) ? visit(owner, customer, chance, now) : []),
      ...(chance.happens(0.2) ? call(owner, customer, context) : []),
    ],
  };
}

interface Deal {
  readonly opportunity: Opportunity;
  readonly writes: readonly Write[];
  readonly followUpId?: string;
}

async function makeDeal(
  number: string,
  customer: Customer,
  wonBefore: number,
  { owners, references, terms, productIds, competitorIds }: World,
  chance: Chance,
  now: Date,
): Promise<Deal> {
  const owner = owners.find(({ userId }) => userId === customer.ownerId)!;
  const ended = new Date(now.getTime() - chance.between(0, 120) * DAY);
  const context = contextOf(owner, new Date(ended.getTime() - chance.between(10, 90) * DAY));
  const soon = new Date(now.getTime() + chance.between(-20, 150) * DAY);
  const record = newOpportunity(
    {
      name: `恒温改造 ${number}`,
      lines: Array.from({ length: chance.between(1, 2) }, (_, line) => ({
        productId: productIds[(chance.between(0, 1) + 2 * line) % productIds.length]!,
        quantity: chance.between(1, 9),
      })),
      competitors: chance.happens(0.5)
        ? [{ competitorId: competitorIds[chance.between(0, competitorIds.length - 1)]! }]
        : [],
      expectedCloseOn: dateIn(soon, terms.timeZone),
      startedOn: dateIn(context.now, terms.timeZone),
      source: chance.pick(["referral", "website", "event"]),
    },
    { ...references, customer, owner },
    `OPP-2024-${number}`,
    context,
    { past: true },
  );
  const end = chance.next();
  if (end < 0.4) {
    const at = new Date(now.getTime() + chance.between(1, 60 * 24) * 3_600_000);
    const input = { method: "visit", plannedAt: at.toISOString(), content: "现场勘察" } as const;
    const { record: planned, writes } = planFollowUp(input, record, owner, context);
    return { opportunity: record, writes: [...save(undefined, record), ...writes], followUpId: planned.id };
  }
  if (end < 0.55) {
    const loss = lost(record, { reason: "price" }, ended, terms.timeZone);
    const opportunity = { ...record, ...loss };
    return { opportunity, writes: save(undefined, opportunity) };
  }
  const { result, writes } = await bookWin(
    {
      record,
      isNew: true,
      dealOf: ({ lines, amount }) => ({ lines, amount }),
      at: ended,
      order: { id: newId("order", ended), number: `ORD-2024-${number}` },
      timeZone: terms.timeZone,
    },
    context,
    { customer: { type: "active", wins: wonBefore }, positions: new Map() },
  );
  return { opportunity: result, writes: writes.filter(({ label }) => label !== CUSTOMER_WINS) };
}

function visit(owner: Person, customer: Customer, chance: Chance, now: Date): readonly Write[] {
  const at = new Date(now.getTime() + chance.between(1, 30 * 24) * 3_600_000).toISOString();
  const context = contextOf(owner, new Date(now.getTime() - chance.between(1, 20) * DAY));
  return taskFor(owner, { customer }, { title: `拜访 ${customer.name}`, dueAt: at, remindAt: at }, context)
    .writes;
}

function call(owner: Person, { id, name, ownerId }: Customer, context: Context): Write[] {
  return put(
    activities,
    {
      ...firstVersion(newId("activity", context.now), stampOf(context)),
      kind: "call",
      content: "电话沟通需求",
      happenedAt: context.now.toISOString(),
      performerId: owner.userId,
      departmentId: owner.departmentId,
      customerId: id,
      customerName: name,
      customerOwnerId: ownerId,
    },
    undefined,
  );
}

function contextOf(caller: Person, now: Date): Context {
  return { caller, now, requestId: "scale", ifMatch: undefined };
}

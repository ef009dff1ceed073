import { companyName, personName } from "../../../infra/local/demo/names.ts";
import type { Chance } from "../../../infra/local/demo/random.ts";
import type { Person } from "../../../lib/access/directory.ts";
import { activities } from "../../../lib/activities/activity.ts";
import { contactWrites, newContacts } from "../../../lib/contacts/add.ts";
import { newCustomer } from "../../../lib/customers/create.ts";
import { type Customer, customers } from "../../../lib/customers/customer.ts";
import { type Context, stampOf } from "../../../lib/http/context.ts";
import { newId } from "../../../lib/ids/id.ts";
import { commit } from "../../../lib/table/commit.ts";
import { firstVersion } from "../../../lib/table/record.ts";
import { put, type Write } from "../../../lib/table/write.ts";
import { taskFor } from "../../../lib/tasks/task-for.ts";
import type { World } from "../world.ts";
import { after, contextOf, DAY } from "./context.ts";
import { type Deal, type Ended, makeDeal, someEnd } from "./deals.ts";

/** A customer with its deals. */
export interface Made {
  readonly customer: Customer;
  readonly owner: Person;
  readonly deals: readonly Deal[];
}

/** What is to be so, whatever chance says. */
export interface Wanted {
  readonly ends: readonly Ended[];
  /** Has a phone and an address, and agreed to be written to. */
  readonly reachable: boolean;
}

/**
 * Makes a customer of the last two years, decided by the verbs themselves: every second has a contact, a quarter has an
 * opportunity or two.
 */
export async function makeCustomer(
  index: number,
  world: World,
  chance: Chance,
  now: Date,
  wanted: Wanted | undefined,
): Promise<Made> {
  const owner = world.owners[index % world.owners.length]!;
  const age = chance.between(1, 700) * DAY + chance.between(0, DAY - 1);
  const context = contextOf(owner, after(now, -age));
  const { name, city, trade } = companyName(chance);
  const isReachable = chance.happens(0.08) || wanted?.reachable === true;
  const made = await newCustomer(
    {
      name: `${name}${index}`,
      kind: "company",
      region: city,
      industry: trade,
      source: "referral",
      ...((isReachable || index % 16 < 12) && { phone: `+86139${String(index).padStart(8, "0")}` }),
      ...(isReachable && { email: `buyer${index}@example.cn`, careMails: { consent: true } }),
    },
    context,
    async () => `CUS-2024-${String(index).padStart(7, "0")}`,
  );
  const deals: Deal[] = [];
  for (const [number, end] of (wanted?.ends ?? someEnds(chance)).entries())
    deals.push(await makeDeal(`${index}-${number}`, end, made, number, world, chance, now));
  const wins = deals.filter(({ opportunity }) => opportunity.status === "won").length;
  const type = wins > 0 ? "active" : deals.length > 0 ? "potential" : "intended";
  const customer: Customer = { ...made, wins, type };
  const contact = { name: personName(chance), post: "采购经理", phone: "+8651262851234" };
  const contacts = chance.happens(0.5) ? await newContacts(customer.id, [contact], context) : [];
  await commit({
    writes: [
      ...put(customers, customer, undefined),
      ...contactWrites(customer.id, contacts),
      ...deals.flatMap(({ writes }) => writes),
      ...(chance.happens(0.1) ? visit(owner, customer, chance, now) : []),
      ...(chance.happens(0.2) ? call(owner, customer, context) : []),
    ],
    result: undefined,
  });
  return { customer, owner, deals };
}

function someEnds(chance: Chance): Ended[] {
  const deals = chance.happens(0.05) ? 2 : chance.happens(0.2) ? 1 : 0;
  return Array.from({ length: deals }, () => someEnd(chance));
}

function visit(owner: Person, customer: Customer, chance: Chance, now: Date): readonly Write[] {
  const at = after(now, chance.between(1, 30 * 24) * 3_600_000).toISOString();
  const context = contextOf(owner, after(now, -chance.between(1, 20) * DAY));
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

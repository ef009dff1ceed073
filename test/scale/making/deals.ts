import type { Chance } from "../../../infra/local/demo/random.ts";
import type { Customer } from "../../../lib/customers/customer.ts";
import { CUSTOMER_WINS } from "../../../lib/customers/wins.ts";
import { planFollowUp } from "../../../lib/follow-ups/plan.ts";
import { newId } from "../../../lib/ids/id.ts";
import { newOpportunity } from "../../../lib/opportunities/decide.ts";
import { lost } from "../../../lib/opportunities/lose.ts";
import type { Opportunity } from "../../../lib/opportunities/opportunity.ts";
import { save } from "../../../lib/opportunities/save.ts";
import { bookWin } from "../../../lib/opportunities/win-booking.ts";
import type { Write } from "../../../lib/table/write.ts";
import { dateIn } from "../../../lib/time/zone.ts";
import type { World } from "../world.ts";
import { after, contextOf, DAY } from "./context.ts";

/** How a deal stands. */
type End = "executing" | "lost" | "won";

/** How a deal ends, and how long ago; by chance unless told. */
export interface Ended {
  readonly end: End;
  readonly daysAgo?: number;
}

export interface Deal {
  readonly opportunity: Opportunity;
  readonly writes: readonly Write[];
  readonly followUpId?: string;
  /** Of a won one. */
  readonly orderId?: string;
  readonly orderedAt?: Date;
}

/** Two in five are executing; the others were won, or every fourth lost, in the last four months. */
export function someEnd(chance: Chance): Ended {
  const end = chance.next();
  return { end: end < 0.4 ? "executing" : end < 0.55 ? "lost" : "won" };
}

/** A deal of a customer, which it begins with and ends as it is told. */
export async function makeDeal(
  number: string,
  { end, daysAgo }: Ended,
  customer: Customer,
  wonBefore: number,
  { owners, references, terms, productIds, competitorIds }: World,
  chance: Chance,
  now: Date,
): Promise<Deal> {
  const owner = owners.find(({ userId }) => userId === customer.ownerId)!;
  const ended = after(now, -(daysAgo ?? chance.between(0, 120)) * DAY);
  const context = contextOf(owner, after(ended, -chance.between(10, 90) * DAY));
  const soon = after(now, chance.between(-20, 150) * DAY);
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
  switch (end) {
    case "executing": {
      const at = after(now, chance.between(1, 60 * 24) * 3_600_000);
      const input = { method: "visit", plannedAt: at.toISOString(), content: "现场勘察" } as const;
      const { record: planned, writes } = planFollowUp(input, record, owner, context);
      return { opportunity: record, writes: [...save(undefined, record), ...writes], followUpId: planned.id };
    }
    case "lost": {
      const opportunity = { ...record, ...lost(record, { reason: "price" }, ended, terms.timeZone) };
      return { opportunity, writes: save(undefined, opportunity) };
    }
    case "won": {
      const order = { id: newId("order", ended), number: `ORD-2024-${number}` };
      const { result, writes } = await bookWin(
        {
          record,
          isNew: true,
          dealOf: ({ lines, amount }) => ({ lines, amount }),
          at: ended,
          order,
          timeZone: terms.timeZone,
        },
        context,
        { customer: { type: "active", wins: wonBefore }, positions: new Map() },
      );
      const own = writes.filter(({ label }) => label !== CUSTOMER_WINS);
      return { opportunity: result, writes: own, orderId: order.id, orderedAt: ended };
    }
    default:
      return end satisfies never;
  }
}

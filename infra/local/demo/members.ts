import type { Person } from "../../../lib/access/directory.ts";
import { createCustomer } from "../../../lib/customers/create.ts";
import type { Context } from "../../../lib/http/context.ts";
import { endMembership } from "../../../lib/memberships/end.ts";
import { join } from "../../../lib/memberships/join.ts";
import { parted, sumOf } from "../../../lib/memberships/lots.ts";
import type { Membership } from "../../../lib/memberships/membership.ts";
import { topUpBonus } from "../../../lib/memberships/top-up-bonus.ts";
import { recordRefund, recordSpend, recordTopUp, redeemPoints } from "../../../lib/memberships/verbs.ts";
import { replaceSetting } from "../../../lib/settings/keep.ts";
import { addDays, dateIn } from "../../../lib/time/zone.ts";
import { at, done } from "./act.ts";
import { greeted } from "./care.ts";
import { type MemberStep, type MemberStory, memberPlan, timeOf } from "./member-plan.ts";
import { worker } from "./serve.ts";
import type { Cast } from "./stories.ts";

const ZONE = "Asia/Shanghai";
const AT_ONCE = 6;
const price = (amount: number) => ({ amount: Math.round(amount) * 100, currency: "CNY" });

/** From ¥2,000 on a top-up is given 8 %, from ¥5,000 ¥600. */
const BANDS = [
  { from: 200_000, basisPoints: 800 },
  { from: 500_000, amount: 60_000 },
];

/** The members of the company's shop and their year: tiers, stored value, points that were spent, taken back or expired. */
export async function enrol(cast: Cast, founded: Date, today: Date): Promise<void> {
  const admin = cast.staff.get("admin");
  if (admin === undefined) throw new Error("nobody is the admin");
  await done(replaceSetting(topUpBonus, { bands: BANDS }, at(admin, founded)));
  const stories = memberPlan(today).entries();
  const tell = async () => {
    for (const [index, story] of stories) await belong(index, story, cast, today);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, tell));
}

async function belong(index: number, story: MemberStory, cast: Cast, today: Date): Promise<void> {
  const shop = worker(cast, "service-agent", index);
  const manager = worker(cast, "service-manager", 0);
  const joinedAt = timeOf(today, story.joinedDaysAgo, 0);
  const customer = await done(
    createCustomer(
      { ...story.customer, source: "walk-in" },
      { allowDuplicate: true },
      at(seller(index, cast), joinedAt),
    ),
  );
  const { id: customerId } = customer;
  if (story.bornOn !== undefined) await greeted(customer, story.bornOn);
  // Members of the time before are members since then.
  const isOld = story.steps.some((step) => step.kind === "spend" && step.boughtDaysAgo !== undefined);
  const joinedOn = addDays(dateIn(isOld ? today : joinedAt, ZONE), isOld ? -430 : 0);
  let member: Pick<Membership, "storedValue" | "points"> = await done(
    join({ customerId, joinedOn }, at(shop, joinedAt)),
  );
  let lastSpend: { id: string; amount: number } | undefined;
  for (const [order, step] of story.steps.entries()) {
    const whose = step.kind === "end" ? manager : shop;
    const moved = await take(
      step,
      { customerId, member, lastSpend },
      at(whose, timeOf(today, step.daysAgo, order + 1)),
      today,
    );
    member = moved.member;
    lastSpend = moved.lastSpend;
  }
}

interface Standing {
  readonly customerId: string;
  readonly member: Pick<Membership, "storedValue" | "points">;
  readonly lastSpend: { readonly id: string; readonly amount: number } | undefined;
}

/** One step of a member, as far as there is enough for it. */
async function take(step: MemberStep, standing: Standing, context: Context, today: Date): Promise<Standing> {
  const { customerId, member, lastSpend } = standing;
  switch (step.kind) {
    case "spend": {
      const reference = `POS-${customerId.slice(-4)}-${context.now.toISOString().slice(0, 16)}`;
      const bought =
        step.boughtDaysAgo === undefined ? {} : { at: timeOf(today, step.boughtDaysAgo, 0).toISOString() };
      const said = {
        amount: price(step.amount),
        reference,
        ...bought,
        ...payment(step, member, context.now),
        alreadyBooked: false,
      };
      const { id, membership } = await done(recordSpend(customerId, said, context));
      return { customerId, member: membership, lastSpend: { id, amount: step.amount } };
    }
    case "top-up": {
      const { membership } = await done(recordTopUp(customerId, { amount: price(step.amount) }, context));
      return { ...standing, member: membership };
    }
    case "refund": {
      if (lastSpend === undefined) return standing;
      const said = { spendId: lastSpend.id, amount: price(lastSpend.amount * step.share), note: "退货" };
      const { membership } = await done(recordRefund(customerId, said, context));
      return { customerId, member: membership, lastSpend: undefined };
    }
    case "redeem": {
      if (pointsOn(member, context.now) < step.points) return standing;
      const said = { points: step.points, for: step.gift };
      const { membership } = await done(redeemPoints(customerId, said, context));
      return { ...standing, member: membership };
    }
    case "end": {
      const { balance, bonus } = member.storedValue;
      const left = balance.amount - bonus.amount;
      const paidOut = left > 0 ? { paidOut: { ...balance, amount: left } } : {};
      await done(endMembership(customerId, { reason: step.reason, ...paidOut }, context));
      return { ...standing, lastSpend: undefined };
    }
    case "join":
      return { ...standing, member: await done(join({ customerId }, context)) };
    default:
      return step satisfies never;
  }
}

/** What a purchase is paid with, no more than there is. */
function payment(
  { pay, amount }: Extract<MemberStep, { kind: "spend" }>,
  member: Standing["member"],
  now: Date,
) {
  const { storedValue } = member;
  if (pay === "stored-value" && storedValue.balance.amount > 0)
    return {
      pay: {
        storedValue: { ...storedValue.balance, amount: Math.min(storedValue.balance.amount, amount * 100) },
      },
    };
  const hundreds = Math.floor(Math.min(pointsOn(member, now), amount * 100) / 100) * 100;
  return pay === "points" && hundreds > 0 ? { pay: { points: hundreds } } : {};
}

/** The points that still stand then: those that are over go with the next movement. */
function pointsOn({ points: { lots } }: Standing["member"], now: Date): number {
  const { standing } = parted(lots, dateIn(now, ZONE));
  return sumOf(standing);
}

function seller(index: number, { staff }: Cast): Person {
  const found = staff.get((["salesperson", "wang-qiang", "huang-li"] as const)[index % 3] ?? "salesperson");
  if (found === undefined) throw new Error("nobody sells here");
  return found;
}

import type { Person } from "../../../lib/access/directory.ts";
import { completePart } from "../../../lib/deliveries/complete.ts";
import { planDelivery } from "../../../lib/deliveries/plan.ts";
import type { Opportunity } from "../../../lib/opportunities/opportunity.ts";
import { openServiceCards } from "../../../lib/service-cards/open.ts";
import { dateIn } from "../../../lib/time/zone.ts";
import { at, done } from "./act.ts";

const ZONE = "Asia/Shanghai";
const DAY = 86_400_000;

/** Orders are delivered of wins within this time; older ones would only make the first start longer. */
const RECENT = 30 * DAY;

/** Days from the win until the goods come. */
const ON_THE_WAY = 12;

/** Delivers what was won lately, a unit or two with serial numbers; what was won last week is still on its way. */
export async function deliver(won: Opportunity, wonAt: Date, seller: Person, today: Date): Promise<void> {
  if (wonAt.getTime() < today.getTime() - RECENT || won.orderId === undefined) return;
  const comes = new Date(wonAt.getTime() + ON_THE_WAY * DAY);
  const parts = [{ plannedOn: dateIn(comes, ZONE) }];
  const plan = await done(planDelivery({ orderId: won.orderId, parts }, at(seller, wonAt)));
  if (comes > today) return;
  const series = plan.number.replace("DLV", "SN");
  const lines = plan.ordered.map(({ productId, quantity }) => ({
    productId,
    quantity,
    serialNumbers: Array.from({ length: Math.min(quantity, 2) }, (_, index) => `${series}-${index + 1}`),
  }));
  await done(completePart({ id: plan.id, number: 1 }, { lines, receivedBy: "仓库" }, at(seller, comes)));
  // By the event they would be opened today; those that are there it leaves as they are.
  await openServiceCards(plan.id, 1, comes);
}

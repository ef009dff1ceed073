import type { Person } from "../../../lib/access/directory.ts";
import { completePart } from "../../../lib/deliveries/complete.ts";
import type { Delivery } from "../../../lib/deliveries/delivery.ts";
import { planDelivery } from "../../../lib/deliveries/plan.ts";
import { openServiceCards } from "../../../lib/service-cards/open.ts";
import { cardIdOf } from "../../../lib/service-cards/serial.ts";
import { type ServiceCard, serviceCards } from "../../../lib/service-cards/service-card.ts";
import { commit } from "../../../lib/table/commit.ts";
import { get } from "../../../lib/table/read.ts";
import { dateIn } from "../../../lib/time/zone.ts";
import { after, contextOf, DAY, MINUTE } from "./context.ts";

/** Plans the delivery of an order on the day after. */
export function plannedDelivery(
  orderId: string,
  owner: Person,
  orderedAt: Date,
  timeZone: string,
): Promise<Delivery> {
  const plannedOn = dateIn(after(orderedAt, DAY), timeZone);
  return planDelivery({ orderId, parts: [{ plannedOn }] }, contextOf(owner, after(orderedAt, MINUTE))).then(
    commit,
  );
}

/** Delivers an order some minutes after it was placed; its goods' cards are opened. */
export async function delivered(
  orderId: string,
  owner: Person,
  orderedAt: Date,
  serialNumber: string | undefined,
  timeZone: string,
): Promise<{ delivery: Delivery; card: ServiceCard }> {
  const { id, parts } = await plannedDelivery(orderId, owner, orderedAt, timeZone);
  const [first, ...others] = parts[0]!.lines.map(({ productId, quantity }) => ({ productId, quantity }));
  const lines = [
    { ...first!, ...(serialNumber !== undefined && { serialNumbers: [serialNumber] }) },
    ...others,
  ];
  const context = contextOf(owner, after(orderedAt, 5 * MINUTE));
  const delivery = await commit(await completePart({ id, number: 1 }, { lines }, context));
  await openServiceCards(id, 1, after(orderedAt, 6 * MINUTE));
  const { productId } = first!;
  const completedAt = context.now.toISOString();
  const cardId = cardIdOf({ deliveryId: id, part: 1, productId, serialNumber, completedAt });
  return { delivery, card: await get(serviceCards, cardId) };
}

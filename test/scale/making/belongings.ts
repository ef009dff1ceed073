import type { Chance } from "../../../infra/local/demo/random.ts";
import type { Campaign } from "../../../lib/campaigns/campaign.ts";
import type { CareMail } from "../../../lib/care/care-mail.ts";
import type { Complaint } from "../../../lib/complaints/complaint.ts";
import { COMPLAINT_STATUSES } from "../../../lib/complaints/status.ts";
import type { Delivery } from "../../../lib/deliveries/delivery.ts";
import type { Membership } from "../../../lib/memberships/membership.ts";
import type { ServiceCard } from "../../../lib/service-cards/service-card.ts";
import type { ServiceRequest } from "../../../lib/service-requests/service-request.ts";
import type { World } from "../world.ts";
import { writtenTo } from "./campaign.ts";
import { caredFor } from "./care.ts";
import { makeComplaint } from "./complaints.ts";
import type { Made } from "./customer.ts";
import type { Ended } from "./deals.ts";
import { delivered, plannedDelivery } from "./goods.ts";
import { makeMember } from "./member.ts";
import { makeRequest, STAGES, type Stage } from "./requests.ts";

const WON = { end: "won" } as const;
/**
 * What a customer to ask for bought: what is to be planned, what is to be delivered, and what was, on the same day with all
 * of them, so that the day's care mails fill a page at every size.
 */
export const EVERY_END: readonly Ended[] = [{ end: "executing" }, WON, WON, { ...WON, daysAgo: 30 }];

/** What a customer has of delivery, service, membership and care. */
export interface Belongings {
  readonly undelivered: readonly string[];
  readonly planned?: Delivery | undefined;
  readonly delivery?: Delivery | undefined;
  readonly card?: ServiceCard | undefined;
  readonly requests: readonly ServiceRequest[];
  readonly complaints: readonly Complaint[];
  readonly membership?: Membership | undefined;
  readonly spendId?: string | undefined;
  readonly care?: CareMail | undefined;
}

interface Setting {
  readonly world: World;
  readonly campaign: Campaign;
  readonly chance: Chance;
  readonly now: Date;
}

/** One of each, and a request and a complaint in every state. */
export async function makeEverything({ customer, owner, deals }: Made, all: Setting): Promise<Belongings> {
  const { world, campaign, chance, now } = all;
  const { timeZone } = world.terms;
  const [first, second, third] = ordersOf(deals);
  const planned = await plannedDelivery(second!.id, owner, second!.at, timeZone);
  const serial = `HP8-${customer.number}`;
  const { delivery, card } = await delivered(third!.id, owner, third!.at, serial, timeZone);
  const requests: ServiceRequest[] = [];
  for (const stage of STAGES)
    requests.push(await makeRequest({ serviceCardId: card.id }, stage, world, chance, now));
  const complaints: Complaint[] = [];
  for (const status of COMPLAINT_STATUSES)
    complaints.push(await makeComplaint(customer.id, status, world, chance, now));
  const { membership, spendId } = await makeMember(customer.id, world, chance, now);
  const care = await caredFor(delivery, now);
  await writtenTo(customer, membership.tier, campaign, world, true);
  const undelivered = [first!.id];
  return { undelivered, planned, delivery, card, requests, complaints, membership, spendId, care };
}

/**
 * What chance gives a customer: two in three orders are delivered, half of these followed by a care mail, and one in six is
 * to be; every twenty-fifth customer asks for service, every fiftieth complains, every thirteenth is a member and gets the
 * campaign's mail.
 */
export async function makeSome({ customer, owner, deals }: Made, all: Setting): Promise<void> {
  const { world, campaign, chance, now } = all;
  const { timeZone } = world.terms;
  let card: ServiceCard | undefined;
  for (const order of ordersOf(deals)) {
    if (chance.happens(0.33)) {
      if (chance.happens(0.5)) await plannedDelivery(order.id, owner, order.at, timeZone);
      continue;
    }
    const serial = chance.happens(0.3) ? `HP8-${order.number}` : undefined;
    const goods = await delivered(order.id, owner, order.at, serial, timeZone);
    card = goods.card;
    if (chance.happens(0.5)) await caredFor(goods.delivery, now);
  }
  if (chance.happens(0.04)) {
    const productId = world.productIds[chance.between(0, world.productIds.length - 1)]!;
    const about = card === undefined ? { customerId: customer.id, productId } : { serviceCardId: card.id };
    await makeRequest(about, someStage(chance), world, chance, now);
  }
  if (chance.happens(0.02))
    await makeComplaint(customer.id, chance.pick(COMPLAINT_STATUSES), world, chance, now);
  if (customer.careMails?.consent === true && chance.happens(0.95)) {
    const { membership } = await makeMember(customer.id, world, chance, now);
    await writtenTo(customer, membership.tier, campaign, world, chance.happens(0.4));
  }
}

/** Most requests are done with. */
function someStage(chance: Chance): Stage {
  return chance.happens(0.7) ? "answered" : chance.pick(STAGES);
}

function ordersOf(deals: Made["deals"]) {
  return deals.flatMap(({ orderId, orderedAt, opportunity }) =>
    orderId === undefined || orderedAt === undefined
      ? []
      : [{ id: orderId, at: orderedAt, number: opportunity.number }],
  );
}

import * as z from "zod";
import { moved, type Position, putPosition } from "../commission/position.ts";
import { adjustmentOf } from "../commission/postings.ts";
import { uncountWin } from "../customers/wins.ts";
import { CANCELLED_DELIVERY, cancelledWithOrder } from "../deliveries/change.ts";
import { type Delivery, deliveries } from "../deliveries/delivery.ts";
import { DELIVERY_RULES } from "../deliveries/rules.ts";
import { type Context, stampOf } from "../http/context.ts";
import { type Order, orders } from "../orders/order.ts";
import { CANCELLED_ORDER, cancelled } from "../orders/place.ts";
import { type Posting, post, reversed } from "../performance/posting.ts";
import { conflict } from "../problem/problem.ts";
import { toAct } from "../resource/verbs.ts";
import { find, getItems } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import type { Change, Refusal, Write } from "../table/write.ts";
import { text } from "../text/text.ts";
import { type Booking, booking, bookingKey } from "./booking.ts";
import { type Opportunity, opportunities } from "./opportunity.ts";
import { allowed } from "./rules.ts";
import { save } from "./save.ts";
import { changedMeanwhile, type Known, learned, OPPORTUNITY } from "./win-known.ts";

/** Why a win is undone. */
export const undoing = z.strictObject({ reason: text(1000) });

/**
 * Undoes a win (DOMAIN §4): the opportunity is executing again with the deal it had, the order is cancelled, and all that
 * was booked is reversed by entries of their own, in the month in which it was booked, so that its reports return to
 * what they were. (Once months are settled, a settled one's reversal is to fall in the next open month.) Two calls.
 * @throws Problem conflict unless it is won
 */
export async function undoWin(
  id: string,
  { reason }: z.infer<typeof undoing>,
  context: Context,
): Promise<Change<Opportunity>> {
  const items = await getItems([{ pk: id, sk: opportunities.type }, bookingKey(id)]);
  const item = items.get(`${id}/${opportunities.type}`);
  const record = toAct(opportunities, item && opportunities.schema.parse(item), id, "approve", context);
  allowed(record, "undo-win");
  const { pk, sk } = bookingKey(id);
  const booked = booking.parse(items.get(`${pk}/${sk}`));
  return reverse({ record, booked, order: booked.order, reason }, context, {
    customer: { type: "active", wins: booked.first ? 1 : 2 },
    positions: new Map(booked.positions.map((stood) => [stood.salespersonId, stood])),
  });
}

interface Undoing {
  readonly record: Opportunity;
  readonly booked: Booking;
  /** As it is; as it was placed, unless told better. */
  readonly order: Order;
  /** The plan of its delivery, which is cancelled with it. */
  readonly delivery?: Delivery | undefined;
  readonly reason: string;
}

/** @throws Problem conflict when something of the order was delivered */
function reverse(undo: Undoing, context: Context, known: Known): Change<Opportunity> {
  const { record, booked, order, delivery, reason } = undo;
  if (order.deliveryStatus === "partly" || order.deliveryStatus === "delivered")
    throw conflict(DELIVERY_RULES.undoWin);
  const stamp = stampOf(context);
  const status = allowed(record, "undo-win");
  if (record.winNumber !== booked.winNumber)
    throw conflict("the win was undone and won again at this moment; read it again");
  const next = nextVersion(
    record,
    {
      status,
      lines: booked.before.lines,
      amount: booked.before.amount,
      salesTeam: teamBefore(booked, record.ownerId),
      wonAt: undefined,
      orderId: undefined,
      booked: undefined,
      undoReason: reason,
      undoneAt: context.now.toISOString(),
    },
    stamp,
  );
  return {
    writes: [
      ...save(record, next, { label: OPPORTUNITY }),
      ...cancelled(order, reason, stamp),
      ...(delivery === undefined ? [] : cancelledWithOrder(delivery, reason, stamp)),
      uncountWin(booked.customerId, known.customer, stamp),
      ...booked.postings.map((posting) => post(reversed(posting), "reversal", context.now)),
      ...outOfBands(booked, known.positions, context.now),
    ],
    result: next,
    retry: async (refusals) => {
      const better = learned(known, refusals);
      const now = { record: changedMeanwhile(refusals, context), order: orderIn(refusals) };
      const plan = deliveryIn(refusals) ?? (await planOf(now.order, delivery));
      if ([better, now.record, now.order, plan].every((one) => one === undefined)) return undefined;
      const again = {
        ...undo,
        record: now.record ?? record,
        order: now.order ?? order,
        delivery: plan ?? delivery,
      };
      return reverse(again, context, better ?? known);
    },
  };
}

/** Whoever took the opportunity over since has the former owner's place in the team. */
function teamBefore({ before }: Booking, ownerId: string): Opportunity["salesTeam"] {
  const { salesTeam } = before;
  if (salesTeam === undefined || salesTeam.some(({ userId }) => userId === ownerId)) return salesTeam;
  return salesTeam.map(({ userId, share }) => ({
    userId: userId === before.ownerId ? ownerId : userId,
    share,
  }));
}

/** Takes the deal out of the month's bands; its members' other deals of the month are adjusted to where they now stand. */
function outOfBands(
  { monthly, positions, postings }: Booking,
  known: ReadonlyMap<string, Position>,
  at: Date,
): Write[] {
  return positions.flatMap((stood) => {
    const { salespersonId } = stood;
    const stands = known.get(salespersonId) ?? stood;
    const parts = monthly.filter((part) => part.salespersonId === salespersonId);
    const taken = Object.fromEntries(parts.map(({ rule, sold }) => [rule, -sold]));
    const adjustments = parts.flatMap((part) => {
      const posting = postingOf(part, postings);
      const commission = adjustmentOf(part, posting.measures.commission ?? 0, stands);
      return commission === 0 ? [] : [post({ ...posting, measures: { commission } }, "adjustment", at)];
    });
    return [...adjustments, putPosition(moved(stands, taken))];
  });
}

function postingOf(part: Booking["monthly"][number], postings: readonly Posting[]): Posting {
  const found = postings.find(
    ({ name, dimensions }) => name === part.posting && dimensions.salesperson === part.salespersonId,
  );
  if (found === undefined) throw new Error(`${part.posting} was not booked`);
  return found;
}

function orderIn(refusals: readonly Refusal[]): Order | undefined {
  const there = refusals.find(({ label }) => label === CANCELLED_ORDER)?.there;
  return there === undefined ? undefined : orders.schema.parse(there);
}

function deliveryIn(refusals: readonly Refusal[]): Delivery | undefined {
  const there = refusals.find(({ label }) => label === CANCELLED_DELIVERY)?.there;
  return there === undefined ? undefined : deliveries.schema.parse(there);
}

/** The plan of an order's delivery, read when the order first tells that there is one. */
async function planOf(order: Order | undefined, known: Delivery | undefined): Promise<Delivery | undefined> {
  const { deliveryId } = order ?? {};
  return deliveryId === undefined || known !== undefined ? undefined : find(deliveries, deliveryId);
}

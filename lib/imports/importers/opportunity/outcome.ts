import { authorize } from "../../../access/reach.ts";
import { position } from "../../../commission/position.ts";
import type { Customer } from "../../../customers/customer.ts";
import type { Context } from "../../../http/context.ts";
import { newId } from "../../../ids/id.ts";
import { lost } from "../../../opportunities/lose.ts";
import { lossReasonOf, lossReasons } from "../../../opportunities/loss-reasons.ts";
import { type Opportunity, opportunities } from "../../../opportunities/opportunity.ts";
import { bookWin, type Win } from "../../../opportunities/win-booking.ts";
import { ruleBroken } from "../../../problem/problem.ts";
import { setting } from "../../../settings/setting.ts";
import type { Item } from "../../../table/entity.ts";
import type { Write } from "../../../table/write.ts";
import { dateIn, dayIn, monthIn } from "../../../time/zone.ts";
import type { Desk } from "../../importer.ts";
import type { Known } from "../../known.ts";
import type { OpportunityRow } from "./row.ts";

/**
 * When a row's opportunity was won or lost: at the first instant of the day that it says, in the company's zone.
 * @throws Problem rule-broken when that lies ahead
 */
export function decidedAt(
  { decidedOn }: Pick<OpportunityRow, "decidedOn">,
  now: Date,
  timeZone: string,
): Date {
  const today = dateIn(now, timeZone);
  if (decidedOn === undefined || decidedOn === today) return now;
  if (decidedOn > today) throw ruleBroken(`must not be in the future; today is ${today}`, "/decidedOn");
  return dayIn(decidedOn, timeZone).from;
}

/** What losing makes of an opportunity, by the verb's own rules. */
export async function asLost(
  record: Opportunity,
  { lossReason, lostTo }: OpportunityRow,
  at: Date,
  timeZone: string,
): Promise<Partial<Opportunity>> {
  const { reasons } = await setting(lossReasons);
  return lost(record, { reason: lossReasonOf(reasons, lossReason), lostTo }, at, timeZone);
}

/** A win as it is booked among others: its writes, and the customer as these updates leave it. */
export interface RowWin {
  readonly won: Opportunity;
  readonly writes: readonly Write[];
  readonly supposes: readonly Item[];
}

/**
 * Wins an opportunity by the verb's own rules, knowing the customer and the month's bands as the rows before leave them.
 * @throws Problem forbidden unless the caller may win it
 */
export async function asWon(
  win: Omit<Win, "order">,
  customer: Pick<Customer, "id" | "type" | "wins">,
  { known, context, number }: Desk,
): Promise<RowWin> {
  authorize(context.caller, "approve", opportunities, win.record);
  const order = { id: newId("order", context.now), number: await number("order") };
  const positions = positionsIn(known, monthIn(win.at, win.timeZone), win.record);
  const { result, writes } = await bookWin({ ...win, order }, context, { customer, positions });
  return { won: result, writes, supposes: counted(known, customer.id, context) };
}

/** Where those who share in an opportunity stand in a month's bands. */
function positionsIn(known: Known, month: string, { ownerId, salesTeam = [] }: Opportunity) {
  const people = new Set([ownerId, ...salesTeam.map(({ userId }) => userId)]);
  const found = [...people].flatMap((userId) => {
    const item = known.get(`position#${month}#${userId}/position`);
    return item === undefined ? [] : [[userId, position.parse(item)] as const];
  });
  return new Map(found);
}

/** A customer's item once the win is counted. */
function counted(known: Known, customerId: string, { now, caller }: Context): Item[] {
  const item = known.get(`${customerId}/customer`);
  if (item === undefined) return [];
  const { inactiveReason: _, typeBefore: __, ...rest } = item;
  const stamp = { version: Number(item.version) + 1, updatedAt: now.toISOString(), updatedBy: caller.userId };
  return [{ ...rest, ...stamp, type: "active", wins: Number(item.wins) + 1 }];
}

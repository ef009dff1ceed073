import { above } from "../access/above.ts";
import { departmentTree } from "../access/directory.ts";
import { rulesFor } from "../commission/compute.ts";
import { plansInForce } from "../commission/in-force.ts";
import { putPosition } from "../commission/position.ts";
import { commissionOf } from "../commission/postings.ts";
import { countWin } from "../customers/wins.ts";
import { type Context, stampOf } from "../http/context.ts";
import { type OrderName, orderOf, placed } from "../orders/place.ts";
import { post } from "../performance/posting.ts";
import { type Sale, salePostings } from "../performance/sale.ts";
import { ruleBroken } from "../problem/problem.ts";
import { MOST_WRITES } from "../table/commit.ts";
import { nextVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { dateIn, daysBetween } from "../time/zone.ts";
import { putBooking } from "./booking.ts";
import { bookedFor } from "./lose.ts";
import type { Opportunity } from "./opportunity.ts";
import { peopleOf } from "./references.ts";
import { allowed } from "./rules.ts";
import { save } from "./save.ts";
import { type ActualDeal, checkBegun, teamOf } from "./win-deal.ts";
import { changedMeanwhile, type Known, learned, OPPORTUNITY } from "./win-known.ts";

/** A win to be booked. */
export interface Win {
  /** The executing opportunity. */
  readonly record: Opportunity;
  /** It is not in the table yet: it comes into being won. */
  readonly isNew?: boolean;
  /** What was really sold; asked again when the opportunity was changed meanwhile. */
  readonly dealOf: (record: Opportunity) => Promise<ActualDeal> | ActualDeal;
  readonly at: Date;
  readonly order: OrderName;
  readonly timeZone: string;
}

/** Most wins are of customers who have bought before, and month's bands begin with none. */
const GUESS: Known = { customer: { type: "active", wins: 1 }, positions: new Map() };

/** Besides every win the Idempotency-Key is written; when it is undone, the plan of its delivery is cancelled. */
const ROOM = MOST_WRITES - 2;

/**
 * Books a win, all of it in one transaction (DOMAIN §4): the opportunity, its order, the customer's wins, the sale of each
 * member, the products, the purchase, the commission, and where the month's bands go on. Everything is named by
 * opportunity and win number, so that nothing is booked twice.
 * @throws Problem conflict when it is not executing any more, rule-broken
 */
export async function bookWin(
  win: Win,
  context: Context,
  known: Known = GUESS,
): Promise<Change<Opportunity>> {
  const { record, isNew = false, at, order, timeZone } = win;
  const stamp = stampOf(context);
  const won = wonOpportunity(win, await win.dealOf(record), context);
  const [plans, tree, people] = await Promise.all([
    plansInForce(won.booked?.month ?? ""),
    departmentTree(),
    peopleOf(won),
  ]);
  const placing = orderOf(won, order);
  const sale = saleOf(won, order.id, dateIn(at, timeZone));
  const team = teamOf(won, people);
  const first = known.customer.wins === 0;
  const applied = rulesFor(plans, {
    lines: soldLines(won),
    departments: won.departmentId === undefined ? [] : above(won.departmentId, tree),
    customer: first ? "new" : "existing",
  });
  const { postings, positions, monthly } = commissionOf(applied, team, sale, (userId) =>
    known.positions.get(userId),
  );
  const booked = [...salePostings(sale, team), ...postings];
  const { ownerId, lines, amount, salesTeam } = record;
  const writes = [
    ...save(isNew ? undefined : record, won, { label: OPPORTUNITY }),
    ...placed(placing),
    countWin(won.customerId, known.customer, stamp),
    ...booked.map((posting) => post(posting, "booking", context.now)),
    ...positions.map(putPosition),
    putBooking(won.id, {
      winNumber: won.winNumber,
      customerId: won.customerId,
      first,
      order: placing,
      postings: booked,
      positions: [...positions],
      monthly: [...monthly],
      before: { ownerId, lines, amount, salesTeam },
    }),
  ];
  // Undoing adjusts each part of a month's bands besides.
  if (writes.length + monthly.length > ROOM)
    throw ruleBroken(
      `a win books at most ${ROOM} records, this one ${writes.length + monthly.length}: let fewer members share in it`,
      "/salesTeam",
    );
  return {
    writes,
    result: won,
    retry: (refusals) => {
      const now = isNew ? undefined : changedMeanwhile(refusals, context);
      const better = learned(known, refusals);
      if (now === undefined && better === undefined) return undefined;
      return bookWin({ ...win, record: now ?? record }, context, better ?? known);
    },
  };
}

function wonOpportunity(
  { record, isNew = false, at, order, timeZone }: Win,
  deal: ActualDeal,
  context: Context,
): Opportunity {
  checkBegun(record, dateIn(at, timeZone));
  const fields = {
    ...deal,
    status: allowed(record, "win"),
    winNumber: record.winNumber + 1,
    wonAt: at.toISOString(),
    orderId: order.id,
    booked: bookedFor(record, at, timeZone),
  };
  return isNew ? { ...record, ...fields } : nextVersion(record, fields, stampOf(context));
}

function saleOf(won: Opportunity, orderId: string, wonOn: string): Sale {
  const { id, number, winNumber, customerId, lines, amount, startedOn, booked, wonAt = "" } = won;
  return {
    of: `${id}#${winNumber}`,
    month: booked?.month ?? "",
    customerId,
    lines,
    amount,
    cycleDays: daysBetween(startedOn, wonOn),
    details: {
      opportunityId: id,
      opportunityNumber: number,
      winNumber,
      orderId,
      customerId,
      wonAt,
      currency: amount.currency,
    },
  };
}

/** A deal without lines is one of no product. */
function soldLines({ lines, amount }: Opportunity) {
  if (lines.length === 0) return [{ quantity: 0, amount: amount.amount }];
  return lines.map((line) => ({
    productId: line.productId,
    category: line.category,
    quantity: line.quantity,
    amount: line.amount.amount,
  }));
}

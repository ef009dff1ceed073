import * as z from "zod";
import type { Person } from "../access/directory.ts";
import { money } from "../money/money.ts";
import type { Member } from "../performance/sale.ts";
import { ruleBroken } from "../problem/problem.ts";
import { calendarDate, instant } from "../time/calendar.ts";
import { dateIn, dayIn } from "../time/zone.ts";
import { offersOf } from "./change.ts";
import { checkPeople, checkReferences, checkShape } from "./checks.ts";
import { amountOf, collaboratorsOf } from "./deal.ts";
import { teamShare } from "./input.ts";
import { lineInput, MOST_LINES } from "./line.ts";
import type { Opportunity } from "./opportunity.ts";
import { priced } from "./pricing.ts";
import type { Catalogue, Terms } from "./references.ts";

/** What a manager says of a win; what is left out is as the opportunity has it (DOMAIN §4). */
export const winInput = z.strictObject({
  lines: z.array(lineInput).min(1).max(MOST_LINES).optional().meta({ description: "As they were sold" }),
  amount: money.optional().meta({ description: "The sum of the lines; its own only without lines" }),
  wonOn: calendarDate.optional().meta({ description: "Today unless told; not together with wonAt" }),
  wonAt: instant.optional().meta({ description: "Now unless told" }),
  salesTeam: z.array(teamShare).min(1).max(10).optional().meta({ description: "Shares sum to 10000" }),
});
export type WinInput = z.infer<typeof winInput>;

/** What was really sold. */
export type ActualDeal = Pick<Opportunity, "lines" | "amount"> &
  Partial<Pick<Opportunity, "salesTeam" | "collaboratorIds">>;

/**
 * The actual deal: the opportunity's own lines, amount and team with what the manager says of them instead.
 * @throws Problem unknown-reference, rule-broken, not-assignable
 */
export function actualDeal(
  record: Opportunity,
  { lines: given, amount, salesTeam }: WinInput,
  catalogue: Catalogue,
  people: ReadonlyMap<string, Person>,
  terms: Pick<Terms, "baseCurrency">,
): ActualDeal {
  const { name, ownerId } = record;
  const team = salesTeam ?? record.salesTeam;
  checkShape({ name, salesTeam: team });
  checkPeople({ name, salesTeam: team }, ownerId, people, record);
  const known = { ...catalogue, offers: new Map([...catalogue.offers, ...offersOf(record.lines)]) };
  checkReferences({ name, lines: given }, known);
  const lines = given === undefined ? record.lines : priced(given, known.offers);
  const total = amountOf({ amount: amount ?? record.amount }, lines, terms);
  if (amount !== undefined && amount.amount !== total.amount)
    throw ruleBroken(
      `the amount is the sum of the lines, ${total.amount}; give the lines as they were sold`,
      "/amount",
    );
  return {
    lines,
    amount: total,
    ...(salesTeam !== undefined && {
      salesTeam,
      collaboratorIds: collaboratorsOf({ ...record, salesTeam }, ownerId),
    }),
  };
}

/**
 * When it was won; a calendar date begins with its first instant in the company's zone.
 * @throws Problem rule-broken
 */
export function wonAtOf({ wonOn, wonAt }: WinInput, now: Date, timeZone: string): Date {
  if (wonOn !== undefined && wonAt !== undefined)
    throw ruleBroken("a win has wonOn or wonAt, not both", "/wonOn");
  const today = dateIn(now, timeZone);
  const at =
    wonAt !== undefined
      ? new Date(wonAt)
      : wonOn === undefined || wonOn === today
        ? now
        : dayIn(wonOn, timeZone).from;
  if (at > now)
    throw ruleBroken(
      `a win is not in the future; today is ${today}`,
      wonAt === undefined ? "/wonOn" : "/wonAt",
    );
  return at;
}

/** @throws Problem rule-broken when it was won before work on it began */
export function checkBegun({ startedOn }: Pick<Opportunity, "startedOn">, wonOn: string): void {
  if (wonOn < startedOn)
    throw ruleBroken(`an opportunity is not won before work on it began, on ${startedOn}`, "/wonOn");
}

/** The team of a won opportunity: its owner leads it, alone unless others share. */
export function teamOf(won: Opportunity, people: ReadonlyMap<string, Person>): Member[] {
  const { ownerId, departmentId, salesTeam = [] } = won;
  const shares = salesTeam.length > 0 ? salesTeam : [{ userId: ownerId, share: 10_000 }];
  return shares.map(({ userId, share }) => {
    const isLead = userId === ownerId;
    return { userId, share, isLead, departmentId: isLead ? departmentId : people.get(userId)?.departmentId };
  });
}

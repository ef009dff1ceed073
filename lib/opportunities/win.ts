import type { Context } from "../http/context.ts";
import { newId } from "../ids/id.ts";
import { nextNumber } from "../numbering/numbering.ts";
import { toAct } from "../resource/verbs.ts";
import { findTogether } from "../table/read.ts";
import type { Change } from "../table/write.ts";
import { dateIn } from "../time/zone.ts";
import { type Opportunity, opportunities } from "./opportunity.ts";
import { catalogueOf, peopleOf, termsNow, wantedBy } from "./references.ts";
import { allowed } from "./rules.ts";
import { bookWin } from "./win-booking.ts";
import { actualDeal, checkBegun, type WinInput, wonAtOf } from "./win-deal.ts";

/**
 * Wins an opportunity (达成, DOMAIN §4): a manager confirms what was really sold, and everything that follows from it is
 * booked in one transaction, once.
 * @throws Problem conflict unless it is executing, unknown-reference, rule-broken, not-assignable
 */
export async function winOpportunity(
  id: string,
  input: WinInput,
  context: Context,
): Promise<Change<Opportunity>> {
  const named = { lines: input.lines };
  const [found, terms] = await Promise.all([
    findTogether([[opportunities, id], ...wantedBy(named)]),
    termsNow(),
  ]);
  const record = toAct(opportunities, found.one(opportunities, id), id, "approve", context);
  allowed(record, "win");
  const at = wonAtOf(input, context.now, terms.timeZone);
  const catalogue = catalogueOf(found, named, context.caller);
  const dealOf = async (current: Opportunity) => {
    checkBegun(current, dateIn(at, terms.timeZone));
    const people = await peopleOf({ salesTeam: input.salesTeam ?? current.salesTeam });
    return actualDeal(current, input, catalogue, people, terms);
  };
  await dealOf(record);
  const order = { id: newId("order", context.now), number: await nextNumber("order", context.now) };
  return bookWin({ record, dealOf, at, order, timeZone: terms.timeZone }, context);
}

import { authorize } from "../../../access/reach.ts";
import { customers } from "../../../customers/customer.ts";
import { stampOf } from "../../../http/context.ts";
import { changed } from "../../../opportunities/change.ts";
import { type Opportunity, opportunities } from "../../../opportunities/opportunity.ts";
import { catalogueOf, peopleOf, type Terms, termsNow } from "../../../opportunities/references.ts";
import { allowed } from "../../../opportunities/rules.ts";
import { save } from "../../../opportunities/save.ts";
import { actualDeal } from "../../../opportunities/win-deal.ts";
import { conflict, notFound, ruleBroken } from "../../../problem/problem.ts";
import { nextVersion } from "../../../table/record.ts";
import { unchanged } from "../../../table/write.ts";
import { dateIn } from "../../../time/zone.ts";
import type { Decision, Desk, Row } from "../../importer.ts";
import { foundIn, recordIn } from "../../known.ts";
import { same } from "../same.ts";
import { customerIdOf } from "./customer.ts";
import { asLost, asWon, decidedAt } from "./outcome.ts";
import { type OpportunityRow, opportunityRow } from "./row.ts";

/**
 * What a row makes of an opportunity that is there: changes of its fields, and its end if it has none yet. What stands as won or
 * lost is never taken back by a row.
 * @throws Problem
 */
export async function changeOpportunityBy(row: Row, was: Opportunity, desk: Desk): Promise<Decision> {
  const { known, context } = desk;
  const said = opportunityRow(row.values);
  authorize(context.caller, "update", opportunities, was);
  refuseMoves(row, said, was, desk);
  const { ownerId: _, ...patch } = said.input;
  const [people, terms] = await Promise.all([peopleOf(patch), termsNow()]);
  const catalogue = catalogueOf(foundIn(known), patch, context.caller);
  // A closed one is as it was won, and takes no change.
  const seen: Opportunity = was.status === "closed" ? { ...was, status: "won" } : was;
  const next = changed(seen, patch, catalogue, people, terms, context);
  const differs = !same(seen, next);
  if (differs) allowed(was, "change");
  const record = differs ? next : was;
  const writes = differs ? save(was, next) : [];
  const done = { id: was.id, outcome: "updated" } as const;
  if (!decides(said, seen, terms))
    return differs ? { writes, result: done } : unchanged({ ...done, outcome: "unchanged" });

  const at = decidedAt(said, context.now, terms.timeZone);
  if (said.status === "lost") {
    const fields = await asLost(record, said, at, terms.timeZone);
    return {
      writes: [...writes, ...save(record, nextVersion(record, fields, stampOf(context)))],
      result: done,
    };
  }
  const customer = recordIn(known, customers, was.customerId);
  if (customer === undefined) throw notFound("customer", was.customerId);
  const dealOf = (current: Opportunity) => actualDeal(current, {}, catalogue, people, terms);
  const win = await asWon({ record, dealOf, at, timeZone: terms.timeZone }, customer, desk);
  return { writes: [...writes, ...win.writes], result: done, supposes: win.supposes };
}

/** @throws Problem rule-broken when the row would move the opportunity to another customer or owner */
function refuseMoves(row: Row, { input }: OpportunityRow, was: Opportunity, desk: Desk): void {
  const names = row.values.customerId !== undefined || row.toCreate.customer !== undefined;
  if (names && customerIdOf(row, desk) !== was.customerId)
    throw ruleBroken("an opportunity stays with its customer", "/customer");
  if (input.ownerId !== undefined && input.ownerId !== was.ownerId)
    throw ruleBroken("an import gives new opportunities their owner; assign this one instead", "/ownerId");
}

/**
 * Whether a row ends an opportunity that is executing.
 * @throws Problem conflict when it ended otherwise, or on another day
 */
function decides({ status, decidedOn }: OpportunityRow, was: Opportunity, { timeZone }: Terms): boolean {
  if (status === undefined || status === was.status) {
    const ended = was.status === "lost" ? was.lostAt : was.wonAt;
    const on = ended === undefined ? undefined : dateIn(new Date(ended), timeZone);
    if (was.status !== "executing" && decidedOn !== undefined && decidedOn !== on)
      throw ruleBroken(`it was ${was.status} on ${on}, and that stands`, "/decidedOn");
    return false;
  }
  if (status === "executing")
    throw conflict(`the opportunity is ${was.status}, and a row does not take that back`);
  allowed(was, status === "won" ? "win" : "lose");
  return true;
}

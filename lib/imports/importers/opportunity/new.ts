import { assignee } from "../../../access/assignment.ts";
import { CUSTOMER_WINS } from "../../../customers/wins.ts";
import { parsePart } from "../../../http/flaws.ts";
import { newOpportunity } from "../../../opportunities/decide.ts";
import { opportunityInput } from "../../../opportunities/input.ts";
import type { Opportunity } from "../../../opportunities/opportunity.ts";
import { catalogueOf, peopleOf, termsNow } from "../../../opportunities/references.ts";
import { save } from "../../../opportunities/save.ts";
import { actualDeal } from "../../../opportunities/win-deal.ts";
import { dayIn } from "../../../time/zone.ts";
import type { Decision, Desk, Row } from "../../importer.ts";
import { foundIn } from "../../known.ts";
import { customerOf } from "./customer.ts";
import { asLost, asWon, decidedAt } from "./outcome.ts";
import { opportunityRow } from "./row.ts";

/**
 * A new opportunity, and how it ended: executing, won or lost, today or long ago, with the very books that the verbs make.
 * @throws Problem
 */
export async function makeOpportunity(row: Row, desk: Desk): Promise<Decision> {
  const { known, context, number } = desk;
  const said = opportunityRow(row.values);
  const { status = "executing" } = said;
  const input = parsePart(opportunityInput, said.input, "");
  const [owner, people, terms] = await Promise.all([
    assignee(input.ownerId, "opportunity", context),
    peopleOf(input),
    termsNow(),
  ]);
  const { customer, writes, isNew } = await customerOf(row, owner.userId, status === "won", desk);
  const catalogue = catalogueOf(foundIn(known), input, context.caller);
  const references = { ...catalogue, customer, owner, people, terms };
  const given = input.number ?? (await number("opportunity"));
  const made = newOpportunity(input, references, given, context, { past: true });
  const record = inStageSince({ ...made, id: row.id }, terms.timeZone);
  const done = { id: row.id, outcome: "created" } as const;
  switch (status) {
    case "executing":
      return { writes: [...writes, ...save(undefined, record)], result: done };
    case "lost": {
      const at = decidedAt(said, context.now, terms.timeZone);
      const next = { ...record, ...(await asLost(record, said, at, terms.timeZone)) };
      return { writes: [...writes, ...save(undefined, next)], result: done };
    }
    case "won": {
      const at = decidedAt(said, context.now, terms.timeZone);
      const dealOf = (current: Opportunity) => actualDeal(current, {}, catalogue, people, terms);
      const before = isNew ? { ...customer, wins: 0 } : customer;
      const win = await asWon({ record, isNew: true, dealOf, at, timeZone: terms.timeZone }, before, desk);
      // A new customer comes into being with its win.
      const booked = isNew ? win.writes.filter(({ label }) => label !== CUSTOMER_WINS) : win.writes;
      return { writes: [...writes, ...booked], result: done, supposes: isNew ? [] : win.supposes };
    }
    default:
      return status satisfies never;
  }
}

/** What began long ago entered its stage then, as far as anybody knows. */
function inStageSince(record: Opportunity, timeZone: string): Opportunity {
  const since = dayIn(record.startedOn, timeZone).from.toISOString();
  const stages = record.stages.map((entry) => (since < entry.since ? { ...entry, since } : entry));
  return { ...record, stages };
}

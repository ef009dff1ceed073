import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { type Acting, type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { toAct } from "../resource/verbs.ts";
import { findTogether } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { dateIn } from "../time/zone.ts";
import { checkPeople, checkReferences, checkShape } from "./checks.ts";
import { amountOf, checkDates, collaboratorsOf, progress } from "./deal.ts";
import { type DecideOptions, offered } from "./decide.ts";
import { opportunityInput } from "./input.ts";
import type { LineInput, PricedLine } from "./line.ts";
import { type Opportunity, opportunities } from "./opportunity.ts";
import { type Offer, priced } from "./pricing.ts";
import { type Catalogue, catalogueOf, peopleOf, type Terms, termsNow, wantedBy } from "./references.ts";
import { allowed } from "./rules.ts";
import { changeOf } from "./verb.ts";

type Patch = Readonly<Record<string, unknown>>;

/** What may be changed: all but the owner, who is assigned. */
export const changeable = opportunityInput.omit({ ownerId: true });

/** What may stand: before there were campaigns, any text named one. What a caller names now is checked by the route. */
const standable = changeable.extend({ campaignId: z.string().optional() });

/** Fields that were booked when the opportunity was decided, and stand until that is taken back. */
const DEAL = [
  "lines",
  "amount",
  "stage",
  "probability",
  "expectedCloseOn",
  "salesTeam",
  "competitors",
  "source",
  "startedOn",
] as const satisfies readonly (keyof Opportunity)[];

/**
 * Changes fields of an opportunity. Two calls: everything the change names is read together with it.
 * @throws Problem conflict once it is closed, or for its deal once it is decided; unknown-reference, rule-broken
 */
export async function changeOpportunity(
  id: string,
  patch: Patch,
  context: Context,
): Promise<Change<Opportunity>> {
  const named = namedIn(patch);
  const [found, people, terms] = await Promise.all([
    findTogether([[opportunities, id], ...wantedBy(named)]),
    peopleOf(named),
    termsNow(),
  ]);
  const record = toAct(opportunities, found.one(opportunities, id), id, "update", context);
  const catalogue = catalogueOf(found, named, context.caller);
  return changeOf(record, "update", context, (current) =>
    changed(current, patch, catalogue, people, terms, context),
  );
}

/** The next version of an opportunity with a merge patch applied: pure. */
export function changed(
  record: Opportunity,
  patch: Patch,
  catalogue: Catalogue,
  people: Awaited<ReturnType<typeof peopleOf>>,
  terms: Terms,
  context: Acting,
  { past = false }: DecideOptions = {},
): Opportunity {
  allowed(record, "change");
  const input = patched(standable, setByPeople(record, patch), patch);
  const { by, now } = stampOf(context);
  checkShape(input);
  checkPeople(input, record.ownerId, people, record);
  if (!past) checkDates(input, dateIn(now, terms.timeZone), record);
  const known = {
    ...catalogue,
    offers: new Map([...(past ? offered(catalogue) : catalogue.offers), ...offersOf(record.lines)]),
  };
  checkReferences(input, known, record);
  const lines = "lines" in patch ? priced(input.lines ?? [], known.offers) : record.lines;
  const next = nextVersion(
    record,
    {
      ...input,
      number: input.number ?? record.number,
      startedOn: input.startedOn ?? record.startedOn,
      collaboratorIds: collaboratorsOf(input, record.ownerId),
      lines,
      amount: amountOf(input, lines, terms),
      ...progress(input, record, terms, { by, at: now.toISOString() }),
    },
    { by, now },
  );
  if (DEAL.some((field) => !isDeepStrictEqual(record[field], next[field]))) allowed(record, "change-deal");
  return next;
}

/** A record as people set it: without what the product made of that. Lines that come take the place of its amount. */
function setByPeople(record: Opportunity, patch: Patch): object {
  const { lines, amount, probability, probabilitySet, collaboratorIds = [], ...rest } = record;
  const team = new Set(record.salesTeam?.map(({ userId }) => userId));
  return {
    ...rest,
    collaboratorIds: collaboratorIds.filter((userId) => !team.has(userId)),
    ...(lines.length > 0 && { lines: lines.map(said) }),
    ...(lines.length === 0 && !bringsLines(patch) && { amount }),
    ...(probabilitySet && { probability }),
  };
}

const bringsLines = ({ lines }: Patch) => Array.isArray(lines) && lines.length > 0;

const said = ({ productId, quantity, unitPrice, discount }: PricedLine): LineInput => ({
  productId,
  quantity,
  unitPrice,
  discount,
});

/** A product that is on the opportunity already stays as it was offered then, whatever the catalogue says today. */
export function offersOf(lines: readonly PricedLine[]): [string, Offer][] {
  return lines.map(({ productId, productName, category, unitPrice }) => [
    productId,
    { name: productName, category, unitPrice, active: true },
  ]);
}

/** What a patch names; its schema has vouched for the form. */
function namedIn(patch: Patch) {
  const given = Object.entries(patch).filter(([, value]) => value !== null);
  return changeable
    .pick({ lines: true, competitors: true, partners: true, collaboratorIds: true, salesTeam: true })
    .parse(Object.fromEntries(given.filter(([name]) => NAMING.has(name))));
}

const NAMING = new Set(["lines", "competitors", "partners", "collaboratorIds", "salesTeam"]);

import type { Person } from "../access/directory.ts";
import { reach } from "../access/reach.ts";
import { type Flaw, Problem, ruleBroken } from "../problem/problem.ts";
import type { OpportunityInput } from "./input.ts";
import type { Catalogue } from "./references.ts";

/** What an opportunity named before a change: it stays named, whatever became of it since. */
type Before = Partial<Pick<OpportunityInput, "competitors" | "partners" | "collaboratorIds" | "salesTeam">>;

/**
 * Whether everything that an input names is there.
 * @throws Problem unknown-reference that names every one that is not
 */
export function checkReferences(
  { lines = [], competitors = [], partners = [] }: OpportunityInput,
  { offers, competitorIds, partnerIds }: Catalogue,
  before: Before = {},
): void {
  const rivals = new Set(before.competitors?.map(({ competitorId }) => competitorId));
  const allies = new Set(before.partners?.map(({ partnerId }) => partnerId));
  const flaws = [
    ...lines.flatMap(({ productId }, index) =>
      offers.has(productId) ? [] : [missing("product", productId, `/lines/${index}/productId`)],
    ),
    ...competitors.flatMap(({ competitorId }, index) =>
      competitorIds.has(competitorId) || rivals.has(competitorId)
        ? []
        : [missing("competitor", competitorId, `/competitors/${index}/competitorId`)],
    ),
    ...partners.flatMap(({ partnerId }, index) =>
      partnerIds.has(partnerId) || allies.has(partnerId)
        ? []
        : [missing("partner", partnerId, `/partners/${index}/partnerId`)],
    ),
  ];
  refuseUnknown(flaws);
}

export function missing(noun: string, id: string, pointer: string): Flaw {
  return { pointer, detail: `there is no ${noun} ${id}` };
}

/** @throws Problem unknown-reference when there are flaws */
export function refuseUnknown(flaws: readonly Flaw[]): void {
  const [first] = flaws;
  if (first !== undefined) throw new Problem("unknown-reference", first.detail, { flaws });
}

/**
 * What an input says twice, and shares that do not add up (DOMAIN §4).
 * @throws Problem rule-broken
 */
export function checkShape({
  competitors = [],
  partners = [],
  collaboratorIds = [],
  salesTeam = [],
  lines = [],
  amount,
}: OpportunityInput): void {
  checkOnce(
    competitors.map(({ competitorId }) => competitorId),
    "a competitor",
    (index) => `/competitors/${index}/competitorId`,
  );
  checkOnce(
    partners.map(({ partnerId }) => partnerId),
    "a partner",
    (index) => `/partners/${index}/partnerId`,
  );
  checkOnce(collaboratorIds, "a collaborator", (index) => `/collaboratorIds/${index}`);
  checkOnce(
    salesTeam.map(({ userId }) => userId),
    "a member of the sales team",
    (index) => `/salesTeam/${index}/userId`,
  );
  const shares = salesTeam.reduce((sum, { share }) => sum + share, 0);
  if (salesTeam.length > 0 && shares !== 10_000)
    throw ruleBroken(`the shares of a sales team sum to 10000 basis points, not ${shares}`, "/salesTeam");
  const given = partners.reduce((sum, { share = 0 }) => sum + share, 0);
  if (given > 10_000)
    throw ruleBroken(`the shares of partners sum to at most 10000 basis points, not ${given}`, "/partners");
  if (lines.length > 0 && amount !== undefined)
    throw ruleBroken("the amount is the sum of the lines; give one without lines only", "/amount");
}

/**
 * Whether the sales team fits the owner, and everyone named anew works here and may read the opportunity, as the
 * assignment check asks (DOMAIN §2).
 * @throws Problem rule-broken, not-assignable
 */
export function checkPeople(
  { collaboratorIds = [], salesTeam = [] }: OpportunityInput,
  ownerId: string,
  people: ReadonlyMap<string, Person>,
  before: Before = {},
): void {
  if (salesTeam.length > 0 && !salesTeam.some(({ userId }) => userId === ownerId))
    throw ruleBroken("the owner of an opportunity is in its sales team", "/salesTeam");
  const known = new Set([
    ownerId,
    ...(before.collaboratorIds ?? []),
    ...(before.salesTeam ?? []).map(({ userId }) => userId),
  ]);
  const flaws = [
    ...collaboratorIds.map((userId, index) => ({ userId, pointer: `/collaboratorIds/${index}` })),
    ...salesTeam.map(({ userId }, index) => ({ userId, pointer: `/salesTeam/${index}/userId` })),
  ].flatMap(({ userId, pointer }): Flaw[] => {
    const why = known.has(userId) ? undefined : unfit(people.get(userId));
    return why === undefined ? [] : [{ pointer, detail: why }];
  });
  const [first] = flaws;
  if (first !== undefined) throw new Problem("not-assignable", `the person ${first.detail}`, { flaws });
}

function unfit(person: Person | undefined): string | undefined {
  if (person === undefined || !person.active) return "is nobody who works here";
  return reach(person, "opportunity", "read").none ? "lacks opportunity:read" : undefined;
}

function checkOnce(ids: readonly string[], what: string, pointerOf: (index: number) => string): void {
  const index = ids.findIndex((id, at) => ids.indexOf(id) !== at);
  if (index >= 0) throw ruleBroken(`${what} is named once`, pointerOf(index));
}

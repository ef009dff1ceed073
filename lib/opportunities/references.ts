import { type Person, person } from "../access/directory.ts";
import { covers, reach } from "../access/reach.ts";
import { competitors } from "../competitors/competitor.ts";
import type { Customer } from "../customers/customer.ts";
import { partners } from "../partners/partner.ts";
import { products } from "../products/product.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import type { Found } from "../table/read.ts";
import type { OpportunityInput } from "./input.ts";
import { pipeline, type Stage } from "./pipeline.ts";
import type { Offer } from "./pricing.ts";

/** The records that an input names, by what they are. */
export type Named = Pick<OpportunityInput, "lines" | "competitors" | "partners">;

/** What is known of the catalogue and its counterparts where an opportunity names them. */
export interface Catalogue {
  readonly offers: ReadonlyMap<string, Offer>;
  readonly competitorIds: ReadonlySet<string>;
  readonly partnerIds: ReadonlySet<string>;
}

/** Everything that deciding on an opportunity needs to know besides the input; read before, so that deciding is pure. */
export interface References extends Catalogue {
  readonly customer: Pick<Customer, "id" | "name" | "ownerId">;
  readonly owner: Pick<Person, "userId" | "departmentId">;
  /** Collaborators and sales team, those who were found. */
  readonly people: ReadonlyMap<string, Person>;
  readonly terms: Terms;
}

/** What the company's settings say. */
export interface Terms {
  readonly stages: readonly Stage[];
  readonly timeZone: string;
  readonly baseCurrency: string;
}

/** The settings that opportunities are decided by, from the cache. */
export async function termsNow(): Promise<Terms> {
  const [{ stages }, { timeZone, baseCurrency }] = await Promise.all([setting(pipeline), setting(company)]);
  return { stages, timeZone, baseCurrency };
}

/** What to read together for an input. */
export function wantedBy({ lines = [], competitors: rivals = [], partners: allies = [] }: Named) {
  return [
    ...lines.map(({ productId }) => [products, productId] as const),
    ...rivals.map(({ competitorId }) => [competitors, competitorId] as const),
    ...allies.map(({ partnerId }) => [partners, partnerId] as const),
  ];
}

/** Of what was read together, what the caller may see; the rest does not exist for them. */
export function catalogueOf(found: Found, named: Named, caller: Person): Catalogue {
  const sees = (type: "product" | "competitor" | "partner") =>
    covers(reach(caller, type, "read"), { shared: true });
  const { lines = [], competitors: rivals = [], partners: allies = [] } = named;
  const productIds = sees("product") ? lines.map(({ productId }) => productId) : [];
  const competitorIds = sees("competitor") ? rivals.map(({ competitorId }) => competitorId) : [];
  const partnerIds = sees("partner") ? allies.map(({ partnerId }) => partnerId) : [];
  return {
    offers: new Map(
      productIds.flatMap((id) => {
        const product = found.one(products, id);
        return product === undefined ? [] : [[id, product] as const];
      }),
    ),
    competitorIds: new Set(competitorIds.filter((id) => found.one(competitors, id) !== undefined)),
    partnerIds: new Set(partnerIds.filter((id) => found.one(partners, id) !== undefined)),
  };
}

/** The people an input names, from the cache. */
export async function peopleOf({
  collaboratorIds = [],
  salesTeam = [],
}: Pick<OpportunityInput, "collaboratorIds" | "salesTeam">): Promise<ReadonlyMap<string, Person>> {
  const ids = new Set([...collaboratorIds, ...salesTeam.map(({ userId }) => userId)]);
  const found = await Promise.all([...ids].map(person));
  return new Map(found.flatMap((one) => (one === undefined ? [] : [[one.userId, one] as const])));
}

import type { Person } from "../access/directory.ts";
import type { Resource } from "../access/grant.ts";
import { covers, type Owned, reach } from "../access/reach.ts";
import { competitorClaim, competitors } from "../competitors/competitor.ts";
import { customers } from "../customers/customer.ts";
import { departments } from "../departments/department.ts";
import type { Context } from "../http/context.ts";
import { partnerClaim, partners } from "../partners/partner.ts";
import { productClaim, products } from "../products/product.ts";
import { cached, forget } from "../table/cache.ts";
import { claimKey } from "../table/claim.ts";
import type { Entity } from "../table/entity.ts";
import type { RecordBase } from "../table/record.ts";
import { normalizedName } from "../text/text.ts";
import { findUsers } from "../users/find.ts";
import { users } from "../users/user.ts";
import type { Naming } from "./draft.ts";
import type { ReferenceType } from "./field.ts";
import { holderIn, type Key, type Known, learn, recordIn } from "./known.ts";

/** What a cell names: a record that the caller may see, nobody, or too many. */
export type Named = { readonly id: string } | { readonly rule: string; readonly unknown: boolean };

/** How records of a type are found by what people call them. */
interface Finder {
  readonly type: string;
  /** Unique values that such a record holds. */
  claims(text: string): string[];
  sees(known: Known, id: string, caller: Person): boolean;
}

function finder<R extends RecordBase & Owned>(
  entity: Entity<R> & { readonly type: Resource },
  claims: Finder["claims"],
): Finder {
  return {
    type: entity.type,
    claims,
    sees(known, id, caller) {
      const record = recordIn(known, entity, id);
      const shared = entity.owner === undefined;
      return record !== undefined && covers(reach(caller, entity.type, "read"), { ...record, shared });
    },
  };
}

const FINDERS: Readonly<Record<ReferenceType, Finder>> = {
  customer: finder(customers, (text) => [`number:${text}`, `name:${normalizedName(text)}`]),
  product: finder(products, (text) => [productClaim.number(text), productClaim.name(text)]),
  partner: finder(partners, (text) => [partnerClaim.name(text)]),
  competitor: finder(competitors, (text) => [competitorClaim.name(text)]),
  department: finder(departments, (text) => [`name:${text}`]),
  user: finder(users, (text) => [`email:${text.toLowerCase()}`]),
};

/** Finds what rows name; asked once for all rows of a chunk. */
export interface Directory {
  find(naming: Pick<Naming, "to" | "text">): Named;
}

/** Reads everything that some rows name: by unique values in a few calls, people by name in one call each. */
export async function directory(
  namings: readonly Naming[],
  known: Known,
  context: Context,
): Promise<Directory> {
  await learn(known, namings.flatMap(claimKeys));
  const [people] = await Promise.all([
    peopleByName(namings, context),
    learn(
      known,
      namings.flatMap((naming) => holderKeys(naming, known)),
    ),
  ]);
  return {
    find({ to, text }) {
      const { type, claims, sees } = FINDERS[to];
      const id = claims(text)
        .map((claim) => holderIn(known, type, claim))
        .find((holder) => holder !== undefined && sees(known, holder, context.caller));
      if (id !== undefined) return { id };
      const namesakes = to === "user" ? (people.get(normalizedName(text)) ?? []) : [];
      const [only, another] = namesakes;
      if (another !== undefined)
        return { rule: "several people have this name: use the e-mail address", unknown: false };
      return only === undefined ? { rule: missing(to), unknown: true } : { id: only };
    },
  };
}

function missing(to: ReferenceType): string {
  return to === "user"
    ? "must be the name or e-mail of somebody who works here"
    : `must be a ${to} that exists`;
}

/** Where the guards of what a cell may mean lie. */
function claimKeys({ to, text }: Naming): Key[] {
  const { type, claims } = FINDERS[to];
  return claims(text).map((claim) => claimKey(type, claim));
}

function holderKeys({ to, text }: Naming, known: Known): Key[] {
  const { type, claims } = FINDERS[to];
  const ids = claims(text).map((claim) => holderIn(known, type, claim));
  return ids.flatMap((id) => (id === undefined ? [] : [{ pk: id, sk: type }]));
}

/** Names are not unique among people, so they are looked up in the list of names. */
async function peopleByName(
  namings: readonly Naming[],
  context: Context,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = new Set(namings.filter(({ to }) => to === "user").map(({ text }) => normalizedName(text)));
  const found = await Promise.all(
    [...names].map(async (name) => {
      // Chunk after chunk names the same people.
      const key = `named#${context.caller.userId}#${name}`;
      const ids = await cached(key, () => namesakes(name, context));
      // Whoever is missing may be hired at any moment.
      if (ids.length === 0) forget(key);
      return [name, ids] as const;
    }),
  );
  return new Map(found);
}

async function namesakes(name: string, context: Context): Promise<string[]> {
  const { items } = await findUsers({ name, status: "active" }, { limit: 100, asked: "" }, context);
  return items.filter((user) => normalizedName(user.name) === name).map(({ id }) => id);
}

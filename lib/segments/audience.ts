import {
  classPartitions,
  customerValues,
  DORMANT_PARTITIONS,
  valueId,
} from "../customer-value/customer-value.ts";
import { VALUE_CLASSES } from "../customer-value/cuts.ts";
import { customerLists } from "../customer-value/measure.ts";
import { customers } from "../customers/customer.ts";
import { membershipIdOf, memberships, tierShelf } from "../memberships/membership.ts";
import { soldShelf } from "../orders/order.ts";
import { inParallel } from "../table/in-parallel.ts";
import { INDEXES, type Partition, query } from "../table/query.ts";
import { type Found, findTogether } from "../table/read.ts";
import { type Candidate, type Conditions, fits } from "./conditions.ts";

/** Most customers looked at in one page. */
export const PAGE = 33;

/** Where in an audience one is: which list, behind which sort key. */
export interface Spot {
  readonly list: number;
  readonly after?: string | undefined;
}

export const BEGINNING: Spot = { list: 0 };

/** A part of an audience: whom was looked at, who of them is in it, and where it goes on; nowhere at its end. */
export interface AudiencePage {
  readonly looked: number;
  readonly members: readonly Candidate[];
  readonly next: Spot | undefined;
}

/**
 * The next part of an audience, from the narrowest lists that hold all of it: who bought a product, who is dormant, in a
 * class or tier, else all customers. However many they are, a page is two calls; with several products, one call more for
 * each customer that an earlier one may have listed already.
 */
export async function audiencePage(
  wanted: Conditions,
  { list, after }: Spot,
  now: Date,
): Promise<AudiencePage> {
  const lists = listsFor(wanted, now);
  const partition = lists[list];
  if (partition === undefined) return { looked: 0, members: [], next: undefined };
  const items = await query(partition, { order: "ascending", limit: PAGE, range: { after } });
  const ids = [...new Set(items.map((item) => String(item.customerId ?? item.id)))];
  const last = items.length < PAGE ? undefined : String(items.at(-1)?.[INDEXES[partition.index].sort]);
  const fresh = wanted.productIds === undefined ? ids : await notBefore(ids, lists.slice(0, list), after);
  const members = await candidates(fresh);
  return {
    looked: fresh.length,
    members: members.filter((candidate) => fits(candidate, wanted)),
    next:
      last !== undefined
        ? { list, after: last }
        : lists[list + 1] === undefined
          ? undefined
          : { list: list + 1 },
  };
}

/** The narrowest lists that hold everybody who may fit. */
function listsFor({ productIds, classes, dormant, tiers }: Conditions, now: Date): Partition[] {
  const named = (keys: readonly string[]) => keys.map((key): Partition => ({ index: "byName", key }));
  if (productIds !== undefined) return named(productIds.map(soldShelf));
  if (dormant === true) return named(DORMANT_PARTITIONS);
  const valued = VALUE_CLASSES.filter((one) => classes?.includes(one));
  if (classes !== undefined && !classes.includes("none")) return named(valued.flatMap(classPartitions));
  if (tiers !== undefined) return named(tiers.map(tierShelf));
  return customerLists(now).map((key) => ({ index: "byAll", key }));
}

/** Of those who bought a product who was not listed before: for another product, or for another order of this one. */
async function notBefore(
  ids: readonly string[],
  earlier: readonly Partition[],
  after: string | undefined,
): Promise<string[]> {
  const lastOne = after?.slice(0, after.indexOf("#"));
  const listed = await inParallel(ids, 8, async (id) => {
    if (id === lastOne) return true;
    for (const partition of earlier) {
      const found = await query(partition, { order: "ascending", limit: 1, range: { prefix: `${id}#` } });
      if (found.length > 0) return true;
    }
    return false;
  });
  return ids.filter((_, index) => listed[index] === false);
}

/** Customers by their ids, with what audiences are chosen by; those who are gone are left out. One call for 33. */
export async function candidates(ids: readonly string[]): Promise<Candidate[]> {
  if (ids.length === 0) return [];
  const found = await findTogether(
    ids.flatMap((id) => [
      [customers, id] as const,
      [customerValues, valueId(id)] as const,
      [memberships, membershipIdOf(id)] as const,
    ]),
  );
  return ids.flatMap((id) => candidate(found, id));
}

function candidate(found: Found, id: string): Candidate[] {
  const customer = found.one(customers, id);
  if (customer === undefined) return [];
  return [
    {
      customer,
      value: found.one(customerValues, valueId(id)),
      tier: found.one(memberships, membershipIdOf(id))?.tier,
    },
  ];
}

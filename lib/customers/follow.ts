import { SYSTEM } from "../access/caller.ts";
import { conflict } from "../problem/problem.ts";
import { commit } from "../table/commit.ts";
import type { Item } from "../table/entity.ts";
import { query } from "../table/query.ts";
import { find } from "../table/read.ts";
import type { Stamp } from "../table/record.ts";
import { type Change, type Refusal, unchanged } from "../table/write.ts";
import { asRead } from "./as-read.ts";
import { type Customer, customers } from "./customer.ts";
import type { Follower } from "./follower.ts";
import { childrenOf } from "./view.ts";

/** Records read at once, and written in one transaction. */
const PAGE = 100;
const BATCH = 25;

/** How often a customer is gone through that keeps changing, or gets new records meanwhile. */
const ROUNDS = 10;

const CUSTOMER = "customer";

/**
 * Brings everything that carries a customer's name and owner up to the customer as it stands now, whatever event led
 * here and however late, doubled or out of order it came: each write requires that the customer still is as it was
 * read. What was made from the old ones meanwhile is found in another round.
 */
export async function followCustomer(
  customerId: string,
  followers: readonly Follower[],
  now: Date,
): Promise<void> {
  const known = new Map(followers.map((follower) => [follower.type, follower]));
  for (let round = 1; round <= ROUNDS; round++) {
    const customer = await find(customers, customerId);
    if (customer === undefined || customer.deletedAt !== undefined) return;
    if (!(await bringUp(customer, known, { by: SYSTEM.userId, now }))) return;
  }
  throw new Error(`${customerId} changes faster than its records can follow`);
}

/** @returns whether anything was behind */
async function bringUp(
  customer: Customer,
  followers: ReadonlyMap<string, Follower>,
  stamp: Stamp,
): Promise<boolean> {
  let after: string | undefined;
  let found = false;
  do {
    const page = await query(
      { index: "byCustomer", key: customer.id },
      { order: "descending", range: { between: childrenOf, after }, limit: PAGE },
    );
    const behind = page.filter((item) => writesOf(item, customer, followers, stamp).length > 0);
    found ||= behind.length > 0;
    for (let from = 0; from < behind.length; from += BATCH)
      await commit(decide(behind.slice(from, from + BATCH), customer, followers, stamp));
    after = page.length < PAGE ? undefined : String(page.at(-1)?.customerSk);
  } while (after !== undefined);
  return found;
}

/** Pure: one transaction for some records, decided again from what stood in its way. */
function decide(
  items: readonly Item[],
  customer: Customer,
  followers: ReadonlyMap<string, Follower>,
  stamp: Stamp,
): Change<undefined> {
  const writes = items.flatMap((item) => writesOf(item, customer, followers, stamp));
  if (writes.length === 0) return unchanged(undefined);
  const gone = () => conflict("the customer was deleted");
  return {
    writes: [...writes, asRead(customer, gone, CUSTOMER)],
    result: undefined,
    retry: (refusals) => {
      const there = new Map(refusals.map((refusal) => [refusal.label, refusal.there]));
      const current = there.has(CUSTOMER) ? standing(there.get(CUSTOMER)) : customer;
      if (current === undefined) return unchanged(undefined);
      return decide(
        items.map((item) => there.get(String(item.id)) ?? item),
        current,
        followers,
        stamp,
      );
    },
  };
}

function standing(there: Refusal["there"]): Customer | undefined {
  const customer = there === undefined ? undefined : customers.schema.parse(there);
  return customer?.deletedAt === undefined ? customer : undefined;
}

function writesOf(item: Item, customer: Customer, followers: ReadonlyMap<string, Follower>, stamp: Stamp) {
  return followers.get(String(item.entity))?.follow(item, customer, stamp) ?? [];
}

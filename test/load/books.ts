import type { Json } from "../makers/client.ts";
import type { Branch } from "./branch.ts";
import type { SalesBooks } from "./desk.ts";
import type { Line } from "./requests.ts";
import { serviceBooks } from "./service-books.ts";
import type { ServiceBooks } from "./service-desk.ts";
import { shopBooks } from "./shop-books.ts";
import type { ShopBooks } from "./shop-desk.ts";

/** What the whole company must find in its books at the end of the day. */
export interface Books {
  readonly sales: SalesBooks;
  readonly service: ServiceBooks;
  readonly shop: ShopBooks;
}

/** Books in which nothing is written yet. */
export function emptyBooks(): Books {
  return {
    sales: { deals: 0, wonAmount: 0, open: 0 },
    service: { requests: 0, resolved: 0, answers: 0, scores: 0, complaints: 0, closed: 0 },
    shop: {
      members: 0,
      purchases: 0,
      toppedUp: 0,
      bonus: 0,
      refunded: 0,
      pointsEarned: 0,
      pointsRedeemed: 0,
      spend: new Map(),
    },
  };
}

/** What was booked, what is reported, and what both are of. */
export type Entry = readonly [what: string, booked: unknown, reported: unknown];

/**
 * What does not fit, a sentence each, once all that follows from the writes is done: the reports against what was booked,
 * to the unit, and whether anything was given up.
 */
export async function bookkeeping(admin: Line, books: Books, branches: readonly Branch[]): Promise<string[]> {
  const { items: dead }: Json = await admin.send("GET", "/local/dead-letters", 200);
  const entries = [
    ...(await salesBooks(admin, books.sales)),
    ...(await serviceBooks(admin, books.service, branches)),
    ...(await shopBooks(admin, books.shop, branches)),
    ["consequences of writes that were given up", 0, dead.length] as const,
  ];
  return entries
    .filter(([, booked, reported]) => booked !== reported)
    .map(([what, booked, reported]) => `${what}: ${booked} booked, ${reported} reported`);
}

async function salesBooks(admin: Line, { deals, wonAmount, open }: SalesBooks): Promise<Entry[]> {
  const { total }: Json = await admin.send("GET", "/reports/performance?groupBy=company", 200);
  const { total: forecast }: Json = await admin.send("GET", "/reports/forecast", 200);
  return [
    ["deals won", deals, total.deals],
    ["amount won", wonAmount, total.wonAmount.amount],
    ["open opportunities", open, forecast.open],
  ];
}

import * as z from "zod";
import { covers, reach } from "../access/reach.ts";
import { type Customer, customerAnswer } from "../customers/customer.ts";
import type { Context } from "../http/context.ts";
import { readCursor, writeCursor } from "../table/cursor.ts";
import { audiencePage, BEGINNING, PAGE, type Spot } from "./audience.ts";
import type { Candidate, Conditions } from "./conditions.ts";

/** Pages of customers that one request looks at: some seconds. */
const MOST_PAGES = 150;

/** Calls of the largest request: a page is two. */
export const COUNT_CALLS = MOST_PAGES * 2 + 2;

/** How many customers are in an audience. */
export const countAnswer = z
  .object({
    count: z.int(),
    looked: z.int().meta({ description: "Customers looked at to find them" }),
    nextCursor: z
      .string()
      .nullable()
      .meta({
        description: `Of an audience that is looked for among more than ${MOST_PAGES * PAGE} customers: asked with it the count goes on, and the counts add up; null when it is whole`,
      }),
  })
  .meta({ id: "AudienceCount" });
export type AudienceCount = z.infer<typeof countAnswer>;

/** Counts an audience, some thousand customers a request; the cursor goes on. Two calls for 33 customers. */
export async function countAudience(
  wanted: Conditions,
  { cursor, asked }: { cursor?: string | undefined; asked: string },
  { now }: Context,
): Promise<AudienceCount> {
  let count = 0;
  let looked = 0;
  let spot: Spot | undefined = await spotAt(cursor, asked);
  for (let pages = 0; spot !== undefined && pages < MOST_PAGES; pages++) {
    const page = await audiencePage(wanted, spot, now);
    count += page.members.length;
    looked += page.looked;
    spot = page.next;
  }
  return { count, looked, nextCursor: await cursorAt(spot, asked) };
}

/** A page of an audience. */
export const membersAnswer = z.object({
  items: z.array(customerAnswer),
  nextCursor: z.string().nullable().meta({ description: "Gives the next page; null at the end" }),
});

/** The customers of an audience that the caller may read; a page may hold fewer than asked for before the end. */
export async function audienceMembers(
  wanted: Conditions,
  { limit, cursor, asked }: { limit: number; cursor?: string | undefined; asked: string },
  { caller, now }: Context,
): Promise<{ items: Customer[]; nextCursor: string | null }> {
  const readable = reach(caller, "customer", "read");
  const items: Customer[] = [];
  let spot: Spot | undefined = await spotAt(cursor, asked);
  for (let pages = 0; spot !== undefined && pages < MOST_PAGES && items.length < limit; pages++) {
    // A page is never cut: where it goes on is where it ended.
    const page = await audiencePage(wanted, spot, now);
    items.push(
      ...page.members.map(({ customer }: Candidate) => customer).filter((one) => seen(readable, one)),
    );
    spot = page.next;
  }
  return { items, nextCursor: await cursorAt(spot, asked) };
}

function seen(readable: ReturnType<typeof reach>, { ownerId, departmentId }: Customer): boolean {
  return covers(readable, { ownerId, departmentId, shared: false });
}

const place = z.tuple([z.int(), z.string().nullable()]);

async function spotAt(cursor: string | undefined, asked: string): Promise<Spot> {
  if (cursor === undefined) return BEGINNING;
  const [list, after] = place.parse(JSON.parse(await readCursor(cursor, asked)));
  return { list, after: after ?? undefined };
}

async function cursorAt(spot: Spot | undefined, asked: string): Promise<string | null> {
  return spot === undefined ? null : writeCursor(JSON.stringify([spot.list, spot.after ?? null]), asked);
}

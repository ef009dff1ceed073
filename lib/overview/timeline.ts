import * as z from "zod";
import type { Person } from "../access/directory.ts";
import { RESOURCES, type Resource } from "../access/grant.ts";
import { covers, reach } from "../access/reach.ts";
import { type Customer, customers } from "../customers/customer.ts";
import type { Context } from "../http/context.ts";
import { readOne } from "../resource/verbs.ts";
import { writeCursor } from "../table/cursor.ts";
import type { Item } from "../table/entity.ts";
import { type Page, readPage } from "../table/page.ts";
import { instant } from "../time/calendar.ts";

/** One line of a customer's timeline, as callers are shown it. */
export const timelineLine = z
  .object({
    at: instant,
    by: z.string(),
    kind: z.string(),
    title: z.string(),
    data: z.record(z.string(), z.unknown()).optional(),
    recordType: z.string(),
    recordId: z.string(),
  })
  .meta({ id: "TimelineLine" });

/** The same with what decides who reads it. */
const storedLine = timelineLine.extend({
  sk: z.string(),
  whose: z
    .object({
      ownerId: z.string().optional(),
      departmentId: z.string().optional(),
      collaboratorIds: z.array(z.string()).optional(),
    })
    .optional(),
});
export type TimelineLine = z.infer<typeof storedLine>;

/** What the cursors of a customer's timeline are bound to, wherever its first page was read. */
const askedFor = (customerId: string, caller: Person) =>
  JSON.stringify(["timeline", customerId, caller.userId]);

/** A page of a customer's timeline, newest first, without lines about records the caller may not read. Two calls. */
export async function readTimeline(
  customerId: string,
  request: { limit: number; cursor?: string | undefined },
  context: Context,
): Promise<Page<TimelineLine>> {
  const customer = await readOne(customers, customerId, context);
  return readPage({
    ...request,
    waves: [[{ index: "table", key: `timeline#${customerId}` }]],
    parse: (item) => storedLine.parse(item),
    passes: (line) => reads(context.caller, customer, line),
    asked: askedFor(customerId, context.caller),
  });
}

/** Sorts behind every line of a timeline. */
const TOP = "~";

/**
 * The first page of a timeline of which the newest items were read already.
 * @param isAll whether there are no older ones
 */
export async function firstPage(
  items: readonly Item[],
  isAll: boolean,
  limit: number,
  customer: Customer,
  { caller }: Context,
): Promise<Page<TimelineLine>> {
  const lines = items.map((item) => storedLine.parse(item)).filter((line) => reads(caller, customer, line));
  const shown = lines.slice(0, limit);
  const goesOn = lines.length > limit || !isAll;
  return {
    items: shown,
    nextCursor: goesOn ? await writeCursor(shown.at(-1)?.sk ?? TOP, askedFor(customer.id, caller)) : null,
  };
}

/** What is said of the customer itself is read with the customer; the rest as the record it is about. */
function reads(caller: Person, customer: Customer, { recordType, whose }: TimelineLine): boolean {
  if (recordType === "customer" || recordType === "contact") return true;
  const resource = AS_RESOURCE.get(recordType) ?? recordType;
  if (!isResource(resource)) return false;
  return covers(reach(caller, resource, "read"), {
    ...whose,
    customerOwnerId: customer.ownerId,
    shared: false,
  });
}

/** What is said of records that roles do not name is read as those that they lie beside. */
const AS_RESOURCE: ReadonlyMap<string, Resource> = new Map([
  ["customer-value", "report"],
  ["campaign-mail", "care-mail"],
]);

function isResource(type: string): type is Resource {
  const known: readonly string[] = RESOURCES;
  return known.includes(type);
}

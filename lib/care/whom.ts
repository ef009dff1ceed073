import { query } from "../table/query.ts";
import { addDays } from "../time/zone.ts";
import { keysOf, type LeapDay } from "./days/yearly.ts";
import { foundOn, SHARDS } from "./found-on.ts";
import type { Occasion } from "./occasion.ts";
import { dayOn } from "./rules.ts";

/** A record that a day concerns, and the customer it belongs to. */
export interface Candidate {
  readonly recordId: string;
  readonly customerId: string;
}

/** Where a walk through the partitions of a day goes on. */
export interface Place {
  readonly step: number;
  readonly after?: string | undefined;
}

/** Win-back is tried again for so many days after the customer became dormant. */
const WIN_BACK_DAYS = 366;

/** A partition of those whom a day concerns, or the part of it up to a sort key. */
export interface Part {
  readonly key: string;
  readonly until?: string;
}

/** What holds those whom a date concerns, and nobody else; nothing when it concerns nobody. */
export function partsOf(occasion: Occasion, date: string, leapDay: LeapDay): Part[] {
  if (occasion.kind === "key-account-revisit") return [{ key: foundOn.revisits, until: `${date}~` }];
  return keysFor(occasion, date, leapDay).map((key) => ({ key }));
}

function keysFor(
  occasion: Exclude<Occasion, { kind: "key-account-revisit" }>,
  date: string,
  leapDay: LeapDay,
): string[] {
  switch (occasion.kind) {
    case "birthday":
      return keysOf(date, leapDay).map(foundOn.birthday);
    case "holiday":
      return dayOn(occasion.days, date) === undefined ? [] : everybody();
    case "membership-anniversary":
      return keysOf(date, leapDay)
        .filter((key) => key.startsWith("solar"))
        .map(foundOn.joining);
    case "after-delivery":
      return [foundOn.delivery(addDays(date, -occasion.days))];
    case "warranty-ending":
      return [foundOn.warranty(addDays(date, occasion.daysBefore))];
    case "dormant":
      return dormantSince(date, occasion.againEveryDays).map(foundOn.dormant);
    default:
      return occasion satisfies never;
  }
}

function everybody(): string[] {
  return Array.from({ length: SHARDS }, (_, shard) => foundOn.consenting(shard));
}

/** The days of which those are written to on a date who have been dormant since. */
export function dormantSince(date: string, againEveryDays: number | undefined): string[] {
  if (againEveryDays === undefined) return [date];
  const times = Math.floor(WIN_BACK_DAYS / againEveryDays) + 1;
  return Array.from({ length: times }, (_, time) => addDays(date, -time * againEveryDays));
}

/** A page of those whom a day concerns, and where it goes on. One call a partition and page. */
export async function candidates(
  parts: readonly Part[],
  { step, after }: Place,
  limit: number,
): Promise<{ readonly found: Candidate[]; readonly next: Place | undefined }> {
  const found: Candidate[] = [];
  let at: Place = { step, after };
  for (;;) {
    const part = parts[at.step];
    if (part === undefined) return { found, next: undefined };
    const wanted = limit - found.length;
    const items = await query(
      { index: "byName", key: part.key },
      {
        order: "ascending",
        range: { after: at.after, ...(part.until !== undefined && { between: ["0", part.until] }) },
        limit: wanted,
      },
    );
    for (const { id, customerId = id } of items)
      found.push({ recordId: String(id), customerId: String(customerId) });
    if (items.length < wanted) at = { step: at.step + 1 };
    else return { found, next: { step: at.step, after: String(items.at(-1)?.nameSk) } };
  }
}

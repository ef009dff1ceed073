import * as z from "zod";
import { years } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import { nouns } from "../nouns.ts";
import { opportunities } from "../opportunities/opportunity.ts";
import { renewBooking } from "../opportunities/renew-booking.ts";
import { Problem } from "../problem/problem.ts";
import type { Noun } from "../projections/noun.ts";
import { renewCopies } from "../projections/renew.ts";
import { renewRequest } from "../service-requests/renew.ts";
import { serviceRequests } from "../service-requests/service-request.ts";
import { renewSurvey } from "../surveys/renew.ts";
import { surveys } from "../surveys/survey.ts";
import { commit } from "../table/commit.ts";
import { readCursor, writeCursor } from "../table/cursor.ts";
import type { Item } from "../table/entity.ts";
import { inParallel } from "../table/in-parallel.ts";
import { query } from "../table/query.ts";
import { getItems } from "../table/read.ts";
import type { Change } from "../table/write.ts";

/** How far one request goes, and where it begins. */
export const renewing = z.strictObject({
  limit: z.int().min(1).max(500).default(200).meta({ description: "Records looked at by this request" }),
  cursor: z
    .string()
    .max(1000)
    .optional()
    .meta({ description: "The `nextCursor` of the request before; none begins with the first record" }),
});

/** What one request did. */
export const renewal = z
  .object({
    looked: z.int().meta({ description: "Records looked at" }),
    renewed: z.int().meta({ description: "Records of which something was written" }),
    nextCursor: z.string().nullable().meta({ description: "Goes on; `null` when all records are renewed" }),
  })
  .meta({ id: "Renewal" });

/** What this release keeps of some records besides copies, and earlier ones did not. */
const besides: Readonly<Record<string, (item: { id: string }, now: Date) => Promise<Change<number>>>> = {
  [opportunities.type]: renewBooking,
  [serviceRequests.type]: renewRequest,
  [surveys.type]: renewSurvey,
};

/** Records that are looked at side by side. */
const AT_ONCE = 16;
/** A cursor of this walk fits no list. */
const WALK = "admin.renew";

/**
 * Brings records that an earlier release wrote up to what this release keeps of them: copies by which they are found, and
 * what each type needs besides. A walk through all records in as many requests as it takes; one that was broken off
 * goes on by its cursor or begins again: whatever is as it should be is left alone.
 * @throws Problem invalid-cursor
 */
export async function renewRecords(
  { limit, cursor }: z.infer<typeof renewing>,
  { now }: Pick<Context, "now">,
): Promise<z.infer<typeof renewal>> {
  let place = cursor === undefined ? undefined : placeIn(await readCursor(cursor, WALK));
  let looked = 0;
  let renewed = 0;
  const lists = listsOf(now);
  let index = place === undefined ? 0 : lists.findIndex(({ key }) => key === place?.key);
  if (index < 0) throw new Problem("invalid-cursor", "the cursor is another release's; start without one");
  for (; index < lists.length; index += 1) {
    const list = lists[index];
    if (list === undefined) break;
    const wanted = limit - looked;
    const page = await query(
      { index: "byAll", key: list.key },
      { order: "ascending", limit: wanted, range: { after: place?.after } },
    );
    const written = await inParallel(await recordsOf(page, list.noun), AT_ONCE, (item) =>
      renewRecord(item, list.noun, now),
    );
    looked += page.length;
    renewed += written.filter((count) => count > 0).length;
    place = undefined;
    if (page.length === wanted) {
      const after = String(page.at(-1)?.listSk);
      return { looked, renewed, nextCursor: await writeCursor(`${list.key}\n${after}`, WALK) };
    }
  }
  return { looked, renewed, nextCursor: null };
}

interface List {
  readonly key: string;
  readonly noun: Noun;
}

/** Every list of every type, in an order that does not change within a release. */
function listsOf(now: Date): List[] {
  return [...nouns.values()].flatMap((noun) =>
    years(now).flatMap((year) => (noun.lists?.(year) ?? []).map((key) => ({ key, noun }))),
  );
}

function placeIn(cursor: string): { key: string; after: string } {
  const [key = "", after = ""] = cursor.split("\n");
  return { key, after };
}

/** The records of a list's items, consistently: a list is a little behind, and may be of copies. */
async function recordsOf(page: readonly Item[], { type }: Noun): Promise<Item[]> {
  return [...(await getItems(page.map(({ pk }) => ({ pk: String(pk), sk: type })))).values()];
}

async function renewRecord(item: Item, noun: Noun, now: Date): Promise<number> {
  const copies = await renewCopies(noun, item);
  const change = await besides[noun.type]?.({ id: String(item.id) }, now);
  return copies + (change === undefined ? 0 : await commit(change));
}

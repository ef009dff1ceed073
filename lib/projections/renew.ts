import { isDeepStrictEqual } from "node:util";
import { COPY, type Item } from "../table/entity.ts";
import { query } from "../table/query.ts";
import type { Noun } from "./noun.ts";
import { goneCopy, isGone, putUnlessNewer } from "./project.ts";

/**
 * Makes the copies of a record such as this release keeps them, without a new version of the record: what is missing or
 * otherwise is written, what is kept no longer is marked as gone. What the stream makes of newer versions stays.
 * @param item the record as it stands
 * @returns how many were written; none the second time
 */
export async function renewCopies(noun: Noun, item: Item): Promise<number> {
  const wanted = noun.copies(item).map((copy) => copy.item);
  const there = await query(
    { index: "table", key: String(item.pk) },
    { order: "ascending", range: { prefix: COPY } },
  );
  const known = new Map(there.map((copy) => [copy.sk, copy]));
  const keys = new Set(wanted.map(({ sk }) => sk));
  const changed = [
    ...wanted.filter((copy) => !isDeepStrictEqual(stated(copy), known.get(copy.sk))),
    ...there.filter((copy) => !isGone(copy) && !keys.has(copy.sk)).map((copy) => goneCopy(copy, item)),
  ];
  for (const copy of changed) await putUnlessNewer(copy);
  return changed.length;
}

/** As the table keeps it: without the fields that are `undefined`. */
function stated(copy: Item): Item {
  return Object.fromEntries(Object.entries(copy).filter(([, value]) => value !== undefined));
}

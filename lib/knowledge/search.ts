import type * as z from "zod";
import { query } from "../table/query.ts";
import { getItems } from "../table/read.ts";
import { wordsOf } from "../text/words.ts";
import { type ArticleLine, article, articleLine, LINE_COPY } from "./article.ts";
import { wordPrefix, wordShelf } from "./word-index.ts";

/** Words of a question that are looked up, one call each; those after them tell little more. */
export const MOST_ASKED = 8;

/** Articles that are looked at for one word: more hold it only where it tells nothing. */
const LOOKED_AT = 500;

/** What the index of words holds of an article. */
const hit = article.pick({
  id: true,
  number: true,
  title: true,
  status: true,
  faultCategories: true,
  productIds: true,
  tags: true,
  language: true,
});
export type Hit = z.infer<typeof hit>;

/** An article that was found, with how many of the words it holds, in its title too. */
export interface Found {
  readonly hit: Hit;
  readonly words: number;
  readonly inTitle: number;
}

/** The words of a question, as far as they are looked up. */
export function askedWords(question: string): string[] {
  return wordsOf(question).slice(0, MOST_ASKED);
}

/** Articles of any state that hold some of these words, or ones that begin so. One call a word, all at once. */
export async function articlesWith(words: readonly string[]): Promise<Found[]> {
  const lists = await Promise.all(
    words.map((word) =>
      query(
        { index: "byName", key: wordShelf(word) },
        { order: "descending", range: { prefix: wordPrefix(word) }, limit: LOOKED_AT },
      ),
    ),
  );
  const found = new Map<string, { hit: Hit; words: number }>();
  for (const list of lists) {
    const once = new Map(list.map((item) => [String(item.id), item]));
    for (const [id, item] of once) {
      const before = found.get(id);
      found.set(id, { hit: before?.hit ?? hit.parse(item), words: (before?.words ?? 0) + 1 });
    }
  }
  return [...found.values()].map((one) => ({ ...one, inTitle: heldBy(one.hit.title, words) }));
}

function heldBy(title: string, words: readonly string[]): number {
  const own = wordsOf(title);
  return words.filter((word) => own.some((one) => one.startsWith(word))).length;
}

/** Those that hold most words first, of these those that hold them in their titles, then the newest. */
export function byRelevance(a: Found, b: Found): number {
  return b.words - a.words || b.inTitle - a.inTitle || (a.hit.id < b.hit.id ? 1 : -1);
}

/** What lists show of some articles, in this order; those that are gone are left out. One call for up to 100. */
export async function linesOf(ids: readonly string[]): Promise<ArticleLine[]> {
  const items = await getItems(ids.map((id) => ({ pk: id, sk: LINE_COPY })));
  return ids.flatMap((id) => {
    const item = items.get(`${id}/${LINE_COPY}`);
    // Of one that is gone a mark is left for a while.
    return item?.number === undefined ? [] : [articleLine.parse(item)];
  });
}

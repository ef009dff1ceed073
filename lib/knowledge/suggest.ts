import type * as z from "zod";
import type { Person } from "../access/directory.ts";
import { reach } from "../access/reach.ts";
import { query } from "../table/query.ts";
import { type ArticleLine, articleLine, shelf } from "./article.ts";
import { articlesWith, linesOf } from "./search.ts";

/** Articles of a product or a fault category that are looked at, the newest. */
const LOOKED_AT = 60;
const SHOWN = 5;

/** Words that are looked up, one call each. */
export const MOST_WORDS = 4;

/** What is shown of an article that may help. */
export const suggestedArticle = articleLine
  .pick({ id: true, number: true, title: true, productIds: true, faultCategories: true, tags: true })
  .meta({ id: "SuggestedArticle" });

/** What an article is to help with. */
interface Wanted {
  readonly productId?: string | undefined;
  readonly faultCategory?: string | undefined;
  readonly words: readonly string[];
}

type Candidate = Pick<ArticleLine, "id" | "status" | "productIds" | "faultCategories">;

/**
 * Published articles that may help, the likest first: of the same product, of the same fault category, with the same words.
 * One call for product and fault category each and for each word, all at once, and one for what is shown; none for a
 * caller who reads no articles.
 */
export async function suggestArticles(
  { productId, faultCategory, words }: Wanted,
  caller: Person,
): Promise<z.input<typeof suggestedArticle>[]> {
  if (reach(caller, "knowledge-article", "read").none) return [];
  const asked = words.slice(0, MOST_WORDS);
  const [ofProduct, ofFault, worded] = await Promise.all([
    productId === undefined ? [] : on(shelf.product(productId)),
    faultCategory === undefined ? [] : on(shelf.faultCategory(faultCategory)),
    articlesWith(asked),
  ]);
  const shares = new Map(worded.map(({ hit, words: count }) => [hit.id, count / asked.length]));
  const likeness = ({ id, productIds, faultCategories }: Candidate) =>
    (productId !== undefined && productIds?.includes(productId) === true ? 2 : 0) +
    (faultCategory !== undefined && faultCategories?.includes(faultCategory) === true ? 2 : 0) +
    (shares.get(id) ?? 0) * 4;
  const all: readonly Candidate[] = [...worded.map(({ hit }) => hit), ...ofProduct, ...ofFault];
  const likest = [...new Map(all.map((one) => [one.id, one])).values()]
    .filter(({ status }) => status === "published")
    .map((one) => ({ id: one.id, likeness: likeness(one) }))
    .sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? 1 : -1))
    .slice(0, SHOWN)
    .map(({ id }) => id);
  const lines = await linesOf(likest);
  return lines.filter(({ status }) => status === "published");
}

async function on(key: string): Promise<ArticleLine[]> {
  const items = await query({ index: "byName", key }, { order: "descending", limit: LOOKED_AT });
  return items.map((item) => articleLine.parse(item));
}

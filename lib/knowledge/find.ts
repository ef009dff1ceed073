import type { Context } from "../http/context.ts";
import type { ListRequest } from "../resource/verbs.ts";
import { readCursor, writeCursor } from "../table/cursor.ts";
import { filterOf, type Page, readPage } from "../table/page.ts";
import { normalizedName } from "../text/text.ts";
import { type Article, type ArticleLine, articleLine, shelf } from "./article.ts";
import { articlesWith, askedWords, byRelevance, linesOf } from "./search.ts";
import type { ArticleStatus } from "./status.ts";
import { isVisible, visibleStatuses } from "./visible.ts";

export interface ArticleQuery {
  /** Words, in any order. */
  readonly q?: string | undefined;
  readonly number?: string | undefined;
  readonly status?: ArticleStatus | undefined;
  readonly faultCategory?: string | undefined;
  readonly productId?: string | undefined;
  readonly tag?: string | undefined;
  readonly language?: Article["language"] | undefined;
}

type Request = Pick<ListRequest<ArticleLine>, "limit" | "cursor" | "asked">;

/**
 * The articles that the caller sees and that fit, newest first; with words those that hold most of them first. One call
 * for a shelf, else one for each state; with words one for each, and one for what is shown of those found.
 */
export async function findArticles(
  wanted: ArticleQuery,
  request: Request,
  { caller }: Context,
): Promise<Page<ArticleLine>> {
  const { q, status, ...others } = wanted;
  const statuses = visibleStatuses(caller).filter((one) => status === undefined || one === status);
  const stands = (one: Fitting) => statuses.includes(one.status) && fits(one, others);
  if (q !== undefined) return byWords(q, stands, (line) => isVisible(line, caller), request);
  const key = shelfFor(others);
  const all = statuses.map((one) => ({ index: "byDue", key: shelf.status(one) }) as const);
  return readPage({
    ...request,
    waves: [key === undefined ? all : [{ index: "byName", key }]],
    parse: (item) => articleLine.parse(item),
    passes: key === undefined ? filterOf(others, stands) : stands,
  });
}

/** As far as the index of words, too, tells articles apart. */
type Fitting = Pick<
  ArticleLine,
  "number" | "status" | "faultCategories" | "productIds" | "tags" | "language"
>;

/** The narrowest shelf on which all that is wanted stands; none when everybody's list is it. */
function shelfFor({ number, productId, tag, faultCategory }: ArticleQuery): string | undefined {
  if (number !== undefined) return shelf.number(number);
  if (productId !== undefined) return shelf.product(productId);
  if (tag !== undefined) return shelf.tag(tag);
  return faultCategory === undefined ? undefined : shelf.faultCategory(faultCategory);
}

function fits(one: Fitting, { number, faultCategory, productId, tag, language }: ArticleQuery): boolean {
  const wantedTag = tag === undefined ? undefined : normalizedName(tag);
  return (
    (number === undefined || one.number === number) &&
    (faultCategory === undefined || one.faultCategories?.includes(faultCategory) === true) &&
    (productId === undefined || one.productIds?.includes(productId) === true) &&
    (wantedTag === undefined || one.tags?.some((own) => normalizedName(own) === wantedTag) === true) &&
    (language === undefined || one.language === language)
  );
}

/** A page of what words find. Its cursor says how many came before: the order is made anew each time. */
async function byWords(
  question: string,
  stands: (one: Fitting) => boolean,
  isStillVisible: (line: ArticleLine) => boolean,
  { limit, cursor, asked }: Request,
): Promise<Page<ArticleLine>> {
  const before = cursor === undefined ? 0 : Number(await readCursor(cursor, asked));
  const found = (await articlesWith(askedWords(question)))
    .filter(({ hit }) => stands(hit))
    .sort(byRelevance)
    .map(({ hit }) => hit.id);
  const shown = await linesOf(found.slice(before, before + limit));
  const after = before + limit;
  return {
    items: shown.filter(isStillVisible),
    nextCursor: after < found.length ? await writeCursor(String(after), asked) : null,
  };
}

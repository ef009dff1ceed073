import type * as z from "zod";
import { authorize } from "../access/reach.ts";
import { measuresOf } from "../aggregates/measures.ts";
import type { Context } from "../http/context.ts";
import { notFound } from "../problem/problem.ts";
import { type HistoryEntry, pageOfHistory } from "../resource/history.ts";
import { readToChange } from "../resource/verbs.ts";
import type { Page } from "../table/page.ts";
import { find, getItems } from "../table/read.ts";
import { type Article, type articleAnswer, articles } from "./article.ts";
import { usedKey } from "./ledgers.ts";
import { isVisible } from "./visible.ts";

/**
 * Reads an article, with how many requests stand resolved with it. One call.
 * @throws Problem not-found, also of a draft that the caller may not change
 */
export async function readArticle(id: string, { caller }: Context): Promise<z.input<typeof articleAnswer>> {
  const [own, used] = [{ pk: id, sk: articles.type }, usedKey(id)];
  const items = await getItems([own, used]);
  const item = items.get(`${own.pk}/${own.sk}`);
  const record = item && articles.schema.parse(item);
  if (record === undefined || record.deletedAt !== undefined) throw notFound(articles.type, id);
  seen(record, caller);
  const { used: usedCount = 0 } = measuresOf(items.get(`${used.pk}/${used.sk}`));
  return { ...record, usedCount };
}

/** Reads an article in order to change it. One call. @throws Problem not-found, forbidden, stale-version */
export async function articleToChange(
  id: string,
  context: Context,
  action: "update" | "delete" = "update",
): Promise<Article> {
  const record = await readToChange(articles, id, context, action);
  seen(record, context.caller);
  return record;
}

/** A page of an article's history, newest first; a deleted one's too. Two calls. @throws Problem not-found */
export async function readArticleHistory(
  id: string,
  request: { limit: number; cursor?: string | undefined; asked: string },
  { caller }: Context,
): Promise<Page<HistoryEntry>> {
  const record = await find(articles, id);
  if (record === undefined) throw notFound(articles.type, id);
  seen(record, caller);
  return pageOfHistory(id, request);
}

/** Requires that somebody sees an article. @throws Problem not-found */
function seen(record: Article, caller: Context["caller"]): void {
  authorize(caller, "read", articles, record);
  if (!isVisible(record, caller)) throw notFound(articles.type, record.id);
}

import { type Acting, type Context, stampOf } from "../http/context.ts";
import { newId } from "../ids/id.ts";
import { nextNumber } from "../numbering/numbering.ts";
import { serviceCatalog } from "../service-requests/catalog.ts";
import { setting } from "../settings/setting.ts";
import { findTogether } from "../table/read.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { type Article, type ArticleInput, articles } from "./article.ts";
import { checkLinks, productsIn } from "./checks.ts";
import type { ArticleStatus } from "./status.ts";

/** What an article begins as. */
export type Beginning = Exclude<ArticleStatus, "archived">;

/**
 * Writes an article. Three calls: the products it names, its number, and the write.
 * @throws Problem unknown-reference, rule-broken, already-exists
 */
export async function createArticle(
  { status, ...input }: ArticleInput & { readonly status: Beginning },
  context: Context,
): Promise<Change<Article>> {
  const { productIds = [] } = input;
  const [catalog, found] = await Promise.all([
    setting(serviceCatalog),
    findTogether(productIds.length === 0 ? [] : productsIn(input)),
  ]);
  checkLinks(input, catalog, found);
  const number = input.number ?? (await nextNumber("knowledgeArticle", context.now));
  const record = newArticle({ ...input, number }, status, context);
  return { writes: put(articles, record, undefined), result: record };
}

/** A new article: pure. */
export function newArticle(
  said: Omit<ArticleInput, "number"> & Pick<Article, "number" | "sourceRequestId" | "sourceRequestNumber">,
  status: Beginning,
  context: Acting,
): Article {
  const { by, now } = stampOf(context);
  return {
    ...said,
    ...firstVersion(newId("knowledge-article", now), { by, now }),
    language: said.language ?? context.caller.language,
    status,
    ...(status === "published" && { publishedAt: now.toISOString(), publishedBy: by }),
  };
}

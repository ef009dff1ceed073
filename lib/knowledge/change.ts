import { type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { decideOn } from "../resource/decide.ts";
import { remove, toAct } from "../resource/verbs.ts";
import { serviceCatalog } from "../service-requests/catalog.ts";
import { setting } from "../settings/setting.ts";
import { findTogether } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { type Article, articleInput, articles } from "./article.ts";
import { checkLinks, productsIn } from "./checks.ts";
import { articleToChange } from "./read.ts";
import { type ArticleVerb, allowed } from "./status.ts";

/** The products that a patch names; its schema has vouched for the form. */
const naming = articleInput.pick({ productIds: true });

/**
 * Changes what an article says. Two calls: products it is newly linked to are read together with it.
 * @throws Problem conflict once it is archived, unknown-reference, rule-broken, already-exists
 */
export async function changeArticle(
  id: string,
  patch: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<Change<Article>> {
  const named = naming.parse({ productIds: patch.productIds ?? undefined });
  const [catalog, found] = await Promise.all([
    setting(serviceCatalog),
    findTogether([[articles, id], ...productsIn(named)]),
  ]);
  const record = toAct(articles, found.one(articles, id), id, "update", context);
  return decideOn(articles, record, "update", context, (standing) => {
    allowed(standing, "change");
    const said = patched(articleInput, standing, patch);
    checkLinks(said, catalog, found, standing);
    const { number = standing.number, language = standing.language } = said;
    return { next: nextVersion(standing, { ...said, number, language }, stampOf(context)) };
  });
}

/** Makes an article everybody's who may read articles. Two calls. @throws Problem conflict */
export function publishArticle(id: string, context: Context): Promise<Change<Article>> {
  const { by, now } = stampOf(context);
  return move(
    id,
    "publish",
    { status: "published", publishedAt: now.toISOString(), publishedBy: by },
    context,
  );
}

/** Withdraws an article: it is not suggested any more. Two calls. @throws Problem conflict */
export function archiveArticle(id: string, context: Context): Promise<Change<Article>> {
  return move(id, "archive", { status: "archived", archivedAt: context.now.toISOString() }, context);
}

/** Brings a withdrawn article back as a draft, to be looked through before it is published again. Two calls. @throws Problem conflict */
export function restoreArticle(id: string, context: Context): Promise<Change<Article>> {
  return move(
    id,
    "restore",
    { status: "draft", archivedAt: undefined, publishedAt: undefined, publishedBy: undefined },
    context,
  );
}

/** Deletes an article softly: it leaves lists and lookups, and another can be made from its request. Two calls. */
export async function removeArticle(id: string, context: Context): Promise<Change<undefined>> {
  return remove(articles, await articleToChange(id, context, "delete"), context);
}

type Fields = { [K in keyof Article]?: Article[K] | undefined };

async function move(
  id: string,
  verb: Exclude<ArticleVerb, "change">,
  fields: Fields,
  context: Context,
): Promise<Change<Article>> {
  const record = await articleToChange(id, context);
  return decideOn(articles, record, "update", context, (standing) => {
    allowed(standing, verb);
    return { next: nextVersion(standing, fields, stampOf(context)) };
  });
}

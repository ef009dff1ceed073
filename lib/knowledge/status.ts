import { refusing } from "../resource/refusing.ts";

/** How far an article is: written, there for everybody, or withdrawn. */
export const ARTICLE_STATUSES = ["draft", "published", "archived"] as const;
export type ArticleStatus = (typeof ARTICLE_STATUSES)[number];

/** What can be done with an article. */
export const VERBS = ["change", "publish", "archive", "restore"] as const;
export type ArticleVerb = (typeof VERBS)[number];

/** Sentences that callers read: why a verb is refused in a state. */
export const STATUS_RULES = {
  archived: "an archived article is not changed: restore it first",
  publishedAlready: "the article is published already",
  publishArchived: "an archived article is restored before it is published",
  archiveDraft: "only a published article is archived: a draft is deleted",
  archivedAlready: "the article is archived already",
  restoreStanding: "only an archived article is restored",
} as const;

/** Requires that a verb may be used in a state: it is refused where a sentence stands. @throws Problem conflict */
export const allowed = refusing<ArticleVerb, ArticleStatus>({
  change: { archived: STATUS_RULES.archived },
  publish: { published: STATUS_RULES.publishedAlready, archived: STATUS_RULES.publishArchived },
  archive: { draft: STATUS_RULES.archiveDraft, archived: STATUS_RULES.archivedAlready },
  restore: { draft: STATUS_RULES.restoreStanding, published: STATUS_RULES.restoreStanding },
});

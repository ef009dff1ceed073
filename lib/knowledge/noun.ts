import { type Occurrence, occurrence } from "../../events/event.ts";
import {
  articleArchived,
  articleCreated,
  articlePublished,
  articleRestored,
} from "../../events/knowledge-article.ts";
import { defineNoun } from "../projections/define.ts";
import { type Article, articles } from "./article.ts";

export const knowledgeArticleNoun = defineNoun(articles, { announce });

const MOVES = { draft: articleRestored, published: articlePublished, archived: articleArchived } as const;

function announce(was: Article | undefined, is: Article): Occurrence[] {
  const { id: articleId, sourceRequestId, status } = is;
  const of = { articleId, ...(sourceRequestId !== undefined && { sourceRequestId }) };
  const created = was === undefined ? [occurrence(articleCreated, of)] : [];
  const isMoved = was === undefined ? status === "published" : was.status !== status;
  return isMoved ? [...created, occurrence(MOVES[status], of)] : created;
}

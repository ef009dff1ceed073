import type { Person } from "../access/directory.ts";
import { reach } from "../access/reach.ts";
import { ARTICLE_STATUSES, type ArticleStatus } from "./status.ts";

/** The states in which somebody sees articles: a draft is there for those alone who may change it. */
export function visibleStatuses(caller: Person): readonly ArticleStatus[] {
  if (reach(caller, "knowledge-article", "read").none) return [];
  const writes = !reach(caller, "knowledge-article", "update").none;
  return ARTICLE_STATUSES.filter((status) => writes || status !== "draft");
}

/** Whether somebody sees an article. */
export function isVisible({ status }: { readonly status: ArticleStatus }, caller: Person): boolean {
  return visibleStatuses(caller).includes(status);
}

import { api } from "../../lib/http/api.ts";
import {
  archiveArticle,
  changeArticle,
  publishArticle,
  removeArticle,
  restoreArticle,
} from "../../lib/knowledge/change.ts";
import { createArticle } from "../../lib/knowledge/create.ts";
import { findArticles } from "../../lib/knowledge/find.ts";
import { readArticle, readArticleHistory } from "../../lib/knowledge/read.ts";
import { knowledgeRoutes } from "../../lib/knowledge/routes.ts";

export const handler = api(knowledgeRoutes, {
  create: ({ body }, context) => createArticle(body, context),
  list: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
    findArticles(wanted, { limit, cursor, asked }, context),
  read: ({ params }, context) => readArticle(params.id, context),
  update: ({ params, body }, context) => changeArticle(params.id, body, context),
  publish: ({ params }, context) => publishArticle(params.id, context),
  archive: ({ params }, context) => archiveArticle(params.id, context),
  restore: ({ params }, context) => restoreArticle(params.id, context),
  remove: ({ params }, context) => removeArticle(params.id, context),
  history: ({ params, query, asked }, context) => readArticleHistory(params.id, { ...query, asked }, context),
});

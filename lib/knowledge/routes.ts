import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { catalogKey } from "../service-requests/catalog.ts";
import { nameText, text } from "../text/text.ts";
import { language } from "../users/user.ts";
import { articleAnswer, articleInput, articleLine } from "./article.ts";
import {
  exampleArchived,
  exampleArticle,
  exampleArticleInput,
  exampleDraft,
  exampleLine,
} from "./example.ts";
import { fromRequest } from "./from-request.ts";
import { MOST_ASKED } from "./search.ts";
import { ARTICLE_STATUSES } from "./status.ts";
import { MOST_INDEXED } from "./word-index.ts";

const id = z.strictObject({ id: idOf("knowledge-article") });
const act = { resource: "knowledge-article", action: "update" } as const;
const moved = ["conflict", "stale-version"] as const;

/** A body in Chinese whose signs were escaped takes six bytes each. */
const maxBodyBytes = 512 * 1024;

export const knowledgeRoutes = defineRoutes({
  create: {
    id: "knowledge-article.create",
    method: "POST",
    path: "/knowledge-articles",
    summary: "Write an article of the knowledge base: a draft unless it is published at once",
    description: "A draft is seen by those alone who may change articles.",
    access: { resource: "knowledge-article", action: "create" },
    body: articleInput.extend({ status: z.enum(["draft", "published"]).default("draft") }),
    response: articleAnswer,
    status: 201,
    maxBodyBytes,
    budget: { calls: 3, because: "the products it names, its number, and the write" },
    problems: ["unknown-reference", "rule-broken", "already-exists"],
    example: { body: exampleArticleInput, response: exampleArticle },
  },
  list: {
    id: "knowledge-article.list",
    method: "GET",
    path: "/knowledge-articles",
    summary: "Find articles by words, those that hold most of them first; without words the newest first",
    description: `Words are found in Chinese and Latin, whole or by their beginning; of an article the ${MOST_INDEXED} that tell most: its title and tags, then the most frequent. Articles are shown without their bodies.`,
    access: { resource: "knowledge-article", action: "read" },
    query: z.strictObject({
      ...paging,
      q: text(200)
        .optional()
        .meta({ description: `Words; the first ${MOST_ASKED} are looked up` }),
      number: z.string().min(1).max(60).optional(),
      status: z.enum(ARTICLE_STATUSES).optional(),
      faultCategory: catalogKey.optional(),
      productId: idOf("product").optional(),
      tag: nameText(50).optional(),
      language: language.optional(),
    }),
    response: pageOf(articleLine),
    budget: {
      calls: MOST_ASKED + 1,
      because:
        "one for each word and one for what is shown; without words one for each state; with a number, product, tag or fault category one",
    },
    example: { response: { items: [exampleLine], nextCursor: null } },
  },
  read: {
    id: "knowledge-article.read",
    method: "GET",
    path: "/knowledge-articles/{id}",
    summary: "Read an article, and how many requests stand resolved with it",
    access: { resource: "knowledge-article", action: "read" },
    params: id,
    response: articleAnswer,
    budget: { calls: 1 },
    example: { response: { ...exampleArticle, usedCount: 12 } },
  },
  update: {
    id: "knowledge-article.update",
    method: "PATCH",
    path: "/knowledge-articles/{id}",
    summary: "Change what an article says (JSON Merge Patch)",
    access: act,
    params: id,
    body: patchOf(articleInput),
    response: articleAnswer,
    maxBodyBytes,
    budget: { calls: 2 },
    problems: [...moved, "unknown-reference", "rule-broken", "already-exists"],
    example: { body: { tags: ["四通阀"] }, response: { ...exampleArticle, version: 2, tags: ["四通阀"] } },
  },
  publish: {
    id: "knowledge-article.publish",
    method: "POST",
    path: "/knowledge-articles/{id}/publish",
    summary: "Publish a draft: everybody who may read articles finds it, and it is suggested",
    access: act,
    params: id,
    response: articleAnswer,
    budget: { calls: 2 },
    problems: moved,
    example: { response: { ...exampleArticle, version: 2 } },
  },
  archive: {
    id: "knowledge-article.archive",
    method: "POST",
    path: "/knowledge-articles/{id}/archive",
    summary: "Withdraw a published article: it stays to be read, and is not suggested any more",
    access: act,
    params: id,
    response: articleAnswer,
    budget: { calls: 2 },
    problems: moved,
    example: { response: exampleArchived },
  },
  restore: {
    id: "knowledge-article.restore",
    method: "POST",
    path: "/knowledge-articles/{id}/restore",
    summary: "Bring a withdrawn article back as a draft, to be looked through and published again",
    access: act,
    params: id,
    response: articleAnswer,
    budget: { calls: 2 },
    problems: moved,
    example: {
      response: {
        ...exampleArchived,
        version: 3,
        status: "draft",
        archivedAt: undefined,
        publishedAt: undefined,
        publishedBy: undefined,
      },
    },
  },
  remove: {
    id: "knowledge-article.remove",
    method: "DELETE",
    path: "/knowledge-articles/{id}",
    summary: "Delete an article; its history is kept for audit",
    access: { resource: "knowledge-article", action: "delete" },
    params: id,
    status: 204,
    budget: { calls: 2 },
    problems: ["stale-version"],
  },
  history: historyRoute("knowledge-article", "knowledge-articles", idOf("knowledge-article")),
});

/** What is done with a solved request; part of the area `service-requests`. */
export const requestArticleRoutes = defineRoutes({
  makeArticle: {
    id: "service-request.make-article",
    method: "POST",
    path: "/service-requests/{id}/article",
    summary: "Make an article of a solved request, once: a draft unless it is published at once",
    description:
      "It tells what the request was about and how it was resolved, linked to its product and fault category; what the body says stands instead.",
    access: { resource: "knowledge-article", action: "create" },
    params: z.strictObject({ id: idOf("service-request") }),
    body: fromRequest,
    response: articleAnswer,
    status: 201,
    maxBodyBytes,
    budget: { calls: 3, because: "the request, a number, and the write" },
    problems: ["conflict", "already-exists"],
    example: { body: { tags: ["四通阀"] }, response: { ...exampleDraft, tags: ["四通阀"] } },
  },
});

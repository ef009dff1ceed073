import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { catalogKey } from "../service-requests/catalog.ts";
import { type Copy, defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { nameText, normalizedName, text } from "../text/text.ts";
import { instant } from "../time/calendar.ts";
import { language } from "../users/user.ts";
import { ARTICLE_STATUSES, type ArticleStatus } from "./status.ts";
import { lookedUpBy, WORD_HOLDS, wordShelf } from "./word-index.ts";

/** Most characters of a body: 150 kB of Chinese, so that one change, old and new together, fits into its history. */
export const MOST_BODY = 50_000;

const list = <S extends z.ZodType<string>>(of: S, most: number) =>
  z
    .array(of)
    .max(most)
    .refine((all) => new Set(all).size === all.length, { error: "must name each once" });

/** What a caller says of an article (DOMAIN §9). */
export const articleInput = z.strictObject({
  /** Given by the configured numbering unless the caller brings one, e.g. from an older system. */
  number: text(60).optional(),
  title: text(200),
  /** Markdown. */
  body: text(MOST_BODY),
  /** Keys of the setting `service-catalog`. */
  faultCategories: list(catalogKey, 20).optional(),
  productIds: list(idOf("product"), 20).optional(),
  tags: list(nameText(50), 20).optional(),
  /** The author's unless told. */
  language: language.optional(),
});
export type ArticleInput = z.infer<typeof articleInput>;

/** An article of the knowledge base (知识库): everybody's who may read articles; a draft is its authors'. */
export const article = z
  .object({
    ...recordFields,
    ...articleInput.shape,
    id: idOf("knowledge-article"),
    number: z.string(),
    language,
    status: z.enum(ARTICLE_STATUSES),
    /** The solved request that it was made from. */
    sourceRequestId: idOf("service-request").optional(),
    sourceRequestNumber: z.string().optional(),
    publishedAt: instant.optional(),
    publishedBy: z.string().optional(),
    archivedAt: instant.optional(),
  })
  .meta({ id: "KnowledgeArticle" });
export type Article = z.infer<typeof article>;

/** What callers are shown. */
export const articleAnswer = article
  .omit({ claims: true, deletedAt: true })
  .extend({
    usedCount: z
      .int()
      .optional()
      .meta({ description: "Requests that stand resolved with it, when one is read" }),
  })
  .meta({ id: "KnowledgeArticleAnswer" });

/** An article as lists show it: without its body. */
export const articleLine = article
  .omit({ claims: true, deletedAt: true, body: true })
  .meta({ id: "KnowledgeArticleLine" });
export type ArticleLine = z.infer<typeof articleLine>;

/** Unique values of an article. */
export const articleClaim = {
  number: (number: string) => `number:${number}`,
  /** One article a request. */
  request: (requestId: string) => `request:${requestId}`,
} as const;

/** Where articles are found otherwise than by words, the newest last. There are not so many that years would tell them apart. */
export const shelf = {
  status: (status: ArticleStatus) => `knowledge-article#${status}`,
  number: (number: string) => `knowledge-article#number#${number}`,
  product: (productId: string) => `knowledge-article#product#${productId}`,
  faultCategory: (key: string) => `knowledge-article#fault#${key}`,
  tag: (tag: string) => `knowledge-article#tag#${normalizedName(tag)}`,
} as const;

const LINE = Object.keys(articleLine.shape);

/** Sort key of the copy that lists show, beside the article. */
export const LINE_COPY = "copy#line";

export const articles = defineEntity({
  type: "knowledge-article",
  schema: article,
  listed: false,
  claims: ({ number, sourceRequestId }) => [
    { value: articleClaim.number(number), pointer: "/number" },
    ...(sourceRequestId === undefined
      ? []
      : [{ value: articleClaim.request(sourceRequestId), pointer: "/sourceRequestId" }]),
  ],
  copies: (record) => {
    const { id, status, number, productIds = [], faultCategories = [], tags = [] } = record;
    const line = (name: string, keys: Copy["keys"]): Copy => ({ name, keys, holds: LINE });
    const on = (name: string, namePk: string) => line(name, { namePk, nameSk: id });
    return [
      line("line", {
        duePk: shelf.status(status),
        dueSk: id,
        namePk: shelf.number(number),
        nameSk: id,
      }),
      ...productIds.map((productId) => on(`product#${productId}`, shelf.product(productId))),
      ...faultCategories.map((key) => on(`fault#${key}`, shelf.faultCategory(key))),
      ...[...new Set(tags.map(normalizedName))].map((tag) => on(`tag#${tag}`, shelf.tag(tag))),
      ...lookedUpBy(record).map((word) => ({
        name: `word#${word}`,
        keys: { namePk: wordShelf(word), nameSk: `${word}#${id}` },
        holds: WORD_HOLDS,
      })),
    ];
  },
});

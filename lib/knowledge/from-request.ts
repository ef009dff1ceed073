import * as z from "zod";
import type { Context } from "../http/context.ts";
import { nextNumber } from "../numbering/numbering.ts";
import { conflict, Problem } from "../problem/problem.ts";
import { readOne } from "../resource/verbs.ts";
import { isSolved, type ServiceRequest, serviceRequests } from "../service-requests/service-request.ts";
import { type Change, put } from "../table/write.ts";
import { type Article, articleClaim, articleInput, articles } from "./article.ts";
import { newArticle } from "./create.ts";

/** What an article is to be made as, and what it says instead of the request; all else comes from the request. */
export const fromRequest = articleInput
  .pick({ title: true, body: true, tags: true, language: true })
  .partial()
  .extend({ status: z.enum(["draft", "published"]).default("draft") });

/** Sentences that callers read. */
export const REQUEST_RULES = {
  unsolved: "an article is made from a request that is resolved",
  twice: (id: string | undefined) =>
    `an article was made from this request already: ${id ?? "at this moment"}`,
} as const;

const HEADINGS: Record<Article["language"], readonly [problem: string, solution: string]> = {
  "zh-CN": ["问题", "解决方法"],
  "zh-TW": ["問題", "解決方法"],
  en: ["Problem", "Solution"],
};

/**
 * Makes an article of a solved request that the caller may read: what it was about, how it was resolved, and what it is
 * linked to. Three calls: the request, a number, and the write.
 * @throws Problem not-found, conflict while it is not resolved, already-exists naming the article made before
 */
export async function articleFromRequest(
  requestId: string,
  { status, title, body, tags, language }: z.infer<typeof fromRequest>,
  context: Context,
): Promise<Change<Article>> {
  const request = await readOne(serviceRequests, requestId, context);
  if (!isSolved(request)) throw conflict(REQUEST_RULES.unsolved);
  const number = await nextNumber("knowledgeArticle", context.now);
  const telling = tellingOf(request, language ?? context.caller.language);
  const said = { title: title ?? telling.title, body: body ?? telling.body, tags, language };
  const record = newArticle({ ...telling, ...said, number }, status, context);
  return {
    writes: put(articles, record, undefined),
    result: record,
    retry: (refusals) => {
      const taken = refusals.find(({ label }) => label === `claim:${articleClaim.request(requestId)}`);
      if (taken === undefined) return undefined;
      const existingId = typeof taken.there?.id === "string" ? taken.there.id : undefined;
      throw new Problem("already-exists", REQUEST_RULES.twice(existingId), { existingId });
    },
  };
}

/** What a solved request says, as an article. */
function tellingOf(request: ServiceRequest, language: Article["language"]) {
  const { id, number, subject, content, resolution = "", productId, faultCategory } = request;
  const [problem, solution] = HEADINGS[language];
  return {
    title: subject,
    body: `## ${problem}\n\n${content ?? subject}\n\n## ${solution}\n\n${resolution}`.trim(),
    sourceRequestId: id,
    sourceRequestNumber: number,
    ...(productId !== undefined && { productIds: [productId] }),
    ...(faultCategory !== undefined && { faultCategories: [faultCategory] }),
  };
}

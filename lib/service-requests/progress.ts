import * as z from "zod";
import { type Context, stampOf } from "../http/context.ts";
import { idOf } from "../ids/id.ts";
import { articles } from "../knowledge/article.ts";
import { isVisible } from "../knowledge/visible.ts";
import { MOST, money } from "../money/money.ts";
import { type Problem, ruleBroken } from "../problem/problem.ts";
import { products } from "../products/product.ts";
import { unknownReference } from "../resource/reference.ts";
import type { Found } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, require } from "../table/write.ts";
import { text } from "../text/text.ts";
import { catalogKey, checkCatalog } from "./catalog.ts";
import { type Assignment, handlerFor } from "./handler.ts";
import type { ServiceRequest } from "./service-request.ts";
import { allowed } from "./status.ts";
import { assigned, closed, reopened, resolved, responded, started } from "./steps.ts";
import { termsNow } from "./terms.ts";
import { changeRequest } from "./verb.ts";
import { costOf, type WorkEntry, type WorkInput } from "./work.ts";

/** How the customer heard from us for the first time. */
export const responding = z.strictObject({ note: text(2000).optional() });

/** How a request was resolved, and the articles that helped. */
export const resolving = z.strictObject({
  resolution: text(5000),
  faultCategory: catalogKey.optional(),
  articleIds: z.array(idOf("knowledge-article")).max(20).optional(),
});
export const reopening = z.strictObject({ reason: text(1000) });
export const closing = z.strictObject({ note: text(1000).optional() });

/** More than reports can add up. */
export const TOO_COSTLY = `the work on a request costs at most ${MOST} minor units`;

/**
 * Gives a request to a technician or to a department. Two calls.
 * @throws Problem rule-broken, not-assignable by the assignment check, conflict once it is resolved
 */
export async function assignRequest(
  id: string,
  body: Assignment,
  context: Context,
): Promise<Change<ServiceRequest>> {
  const handler = await handlerFor(body, context);
  return changeRequest(id, "assign", context, (record) => assigned(record, handler, context));
}

/** Begins the work, which is the first response unless there was one. Two calls. */
export function startRequest(id: string, context: Context): Promise<Change<ServiceRequest>> {
  return changeRequest(id, "update", context, (record) => started(record, context));
}

/** Records that the customer heard from us for the first time. Two calls. */
export function respondToRequest(
  id: string,
  { note }: z.infer<typeof responding>,
  context: Context,
): Promise<Change<ServiceRequest>> {
  return changeRequest(id, "update", context, (record) => responded(record, note, context));
}

/** Records work, parts and cost. Two calls: products among the parts are read together with the request. */
export function recordWork(id: string, input: WorkInput, context: Context): Promise<Change<ServiceRequest>> {
  const { parts = [] } = input;
  const wanted = parts.flatMap(({ productId }) =>
    productId === undefined ? [] : [[products, productId] as const],
  );
  const work = (record: ServiceRequest, found: Found) => {
    allowed(record, "work");
    const { by, now } = stampOf(context);
    const named = parts.map((part, index) => ({
      ...part,
      name: part.name ?? nameOf(part.productId, index, found),
    }));
    const entry: WorkEntry = { ...input, parts: named, at: now.toISOString(), by };
    const amount = record.cost.amount + costOf(entry);
    if (amount > MOST) throw ruleBroken(TOO_COSTLY, "/cost");
    const fields = {
      work: [...record.work, entry],
      workMinutes: record.workMinutes + entry.minutes,
      cost: money.parse({ ...record.cost, amount }),
    };
    return nextVersion(record, fields, { by, now });
  };
  return changeRequest(id, "update", context, work, { wanted });
}

function nameOf(productId: string | undefined, index: number, found: Found): string {
  const product = productId === undefined ? undefined : found.one(products, productId);
  if (product !== undefined) return product.name;
  throw unknownReference("product", productId ?? "", `/parts/${index}/productId`);
}

/**
 * Resolves a request: its clock stops. Two calls.
 * @throws Problem conflict unless it is assigned to a technician, unknown-reference
 */
export async function resolveRequest(
  id: string,
  body: z.infer<typeof resolving>,
  context: Context,
): Promise<Change<ServiceRequest>> {
  const { clock, catalog } = await termsNow();
  const { articleIds = [] } = body;
  const resolve = (record: ServiceRequest, found: Found) => {
    for (const [index, articleId] of articleIds.entries()) checkArticle(articleId, index, found, context);
    const next = resolved(record, body, clock, context);
    checkCatalog({ faultCategory: next.faultCategory }, catalog, record);
    return next;
  };
  return changeRequest(id, "update", context, resolve, {
    wanted: articleIds.map((articleId) => [articles, articleId] as const),
    // It may be deleted at this moment.
    besides: () =>
      [...new Set(articleIds)].map((articleId) =>
        require(articleId, articles.type, () => unknownArticle(articleId, articleIds.indexOf(articleId))),
      ),
  });
}

/** An article that helped is one that the caller may read. */
function checkArticle(articleId: string, index: number, found: Found, { caller }: Context): void {
  const article = found.one(articles, articleId);
  if (article === undefined || !isVisible(article, caller)) throw unknownArticle(articleId, index);
}

function unknownArticle(articleId: string, index: number): Problem {
  return unknownReference(articles.type, articleId, `/articleIds/${index}`);
}

/** Goes on with a request that is not resolved after all: its clock runs on. Two calls. */
export async function reopenRequest(
  id: string,
  { reason }: z.infer<typeof reopening>,
  context: Context,
): Promise<Change<ServiceRequest>> {
  const { clock } = await termsNow();
  return changeRequest(id, "update", context, (record) => reopened(record, reason, clock, context));
}

/** Closes a request that is resolved, or a missed call that is not called back. Two calls. */
export function closeRequest(
  id: string,
  { note }: z.infer<typeof closing>,
  context: Context,
): Promise<Change<ServiceRequest>> {
  return changeRequest(id, "update", context, (record) => closed(record, note, context));
}

import { covers, reach } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import { suggestArticles } from "../knowledge/suggest.ts";
import { readOne } from "../resource/verbs.ts";
import { query } from "../table/query.ts";
import { normalizedName } from "../text/text.ts";
import { wordsOf } from "../text/words.ts";
import { type ServiceRequest, serviceRequest, serviceRequests, shelf } from "./service-request.ts";

/** Solved requests of a product or a fault category that are looked at, the newest. */
const LOOKED_AT = 60;
const SHOWN = 5;

/** What is shown of a request that was solved: how, and nothing of whose it was. */
export const solvedRequest = serviceRequest
  .pick({
    id: true,
    number: true,
    subject: true,
    productId: true,
    productName: true,
    faultCategory: true,
    resolution: true,
    resolvedAt: true,
    articleIds: true,
  })
  .meta({ id: "SolvedRequest" });

/** What helps with a request: how similar ones were solved, and articles. One call, then all others at once. */
export async function suggestionsFor(id: string, context: Context) {
  const record = await readOne(serviceRequests, id, context);
  const { productId, faultCategory, subject } = record;
  const [requests, articles] = await Promise.all([
    similarTo(record, context),
    suggestArticles({ productId, faultCategory, words: wordsOf(subject) }, context.caller),
  ]);
  return { requests, articles };
}

/**
 * Solved requests that are like one, of those the caller may read, the likest first: of the same product, of the same
 * fault category, in the same words. What was solved in the same way several times is shown once, the likest of them. Two
 * calls, made at once.
 */
async function similarTo(record: ServiceRequest, { caller }: Context): Promise<ServiceRequest[]> {
  const { productId, faultCategory } = record;
  const latest = { order: "descending", limit: LOOKED_AT } as const;
  const lists = await Promise.all([
    ...(productId === undefined
      ? []
      : [query({ index: "byDue", key: shelf.product(productId, true) }, latest)]),
    ...(faultCategory === undefined
      ? []
      : [query({ index: "byName", key: shelf.faultCategory(faultCategory) }, latest)]),
  ]);
  const readable = reach(caller, "service-request", "read");
  const found = new Map(
    lists
      .flat()
      .map((item) => serviceRequests.schema.parse(item))
      .filter(({ id }) => id !== record.id)
      .filter((one) => covers(readable, { ...one, ownerId: one.technicianId, shared: false }))
      .map((one) => [one.id, one]),
  );
  const wanted = new Set(tellingWords(record));
  const likeness = (one: ServiceRequest) =>
    (productId !== undefined && one.productId === productId ? 2 : 0) +
    (faultCategory !== undefined && one.faultCategory === faultCategory ? 2 : 0) +
    sharedShare(wanted, new Set(tellingWords(one))) * 4;
  const likest = [...found.values()]
    .map((one) => ({ one, likeness: likeness(one) }))
    .sort((a, b) => b.likeness - a.likeness || (a.one.id < b.one.id ? 1 : -1))
    .map(({ one }) => one);
  const ways = Map.groupBy(likest, ({ resolution = "" }) => normalizedName(resolution));
  return [...ways.values()].flatMap((same) => same.slice(0, 1)).slice(0, SHOWN);
}

/** What a request is about, in words. */
function tellingWords({ subject, content = "" }: Pick<ServiceRequest, "subject" | "content">): string[] {
  return wordsOf(`${subject} ${content}`);
}

/** How much of what is wanted another has, from 0 to 1. */
function sharedShare(wanted: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return wanted.size === 0 ? 0 : [...wanted].filter((word) => other.has(word)).length / wanted.size;
}

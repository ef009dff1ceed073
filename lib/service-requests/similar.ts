import { covers, reach } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import { readOne } from "../resource/verbs.ts";
import { query } from "../table/query.ts";
import { normalizedName } from "../text/text.ts";
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

/** What helps with a request. Three calls. */
export async function suggestionsFor(id: string, context: Context): Promise<{ requests: ServiceRequest[] }> {
  const record = await readOne(serviceRequests, id, context);
  return { requests: await similarTo(record, context) };
}

/**
 * Solved requests that are like one, of those the caller may read, the likest first: of the same product, of the same
 * fault category, in the same words. Two calls, made at once.
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
  const wanted = wordsOf(record);
  const likeness = (one: ServiceRequest) =>
    (productId !== undefined && one.productId === productId ? 2 : 0) +
    (faultCategory !== undefined && one.faultCategory === faultCategory ? 2 : 0) +
    sharedShare(wanted, wordsOf(one)) * 4;
  return [...found.values()]
    .map((one) => ({ one, likeness: likeness(one) }))
    .sort((a, b) => b.likeness - a.likeness || (a.one.id < b.one.id ? 1 : -1))
    .slice(0, SHOWN)
    .map(({ one }) => one);
}

/** What a request is about: Latin words, and the pairs of signs that Chinese is made of. */
function wordsOf({ subject, content = "" }: Pick<ServiceRequest, "subject" | "content">): Set<string> {
  const words = normalizedName(`${subject} ${content}`).match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.flatMap((word) => (/\p{Script=Han}/u.test(word) ? pairsOf([...word]) : [word])));
}

function pairsOf(signs: readonly string[]): string[] {
  return signs.length < 2 ? [...signs] : signs.slice(1).map((sign, index) => `${signs[index]}${sign}`);
}

/** How much of what is wanted another has, from 0 to 1. */
function sharedShare(wanted: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return wanted.size === 0 ? 0 : [...wanted].filter((word) => other.has(word)).length / wanted.size;
}

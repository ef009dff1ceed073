import { defineLedger, totalKey } from "../aggregates/ledger.ts";

/**
 * How often articles were used: `used` is how many requests stand resolved with one, by the month, in the company's zone,
 * in which they were received. An entry for each request and article; reopening a request takes it back until it is
 * resolved again.
 */
export const knowledgeLedger = defineLedger({
  name: "knowledge",
  levels: [
    { name: "agent", by: ["month", "department", "agent", "article"] },
    { name: "month", by: ["month", "article"] },
    { name: "article", by: ["article"] },
  ],
});

/** Key of the total of an article, to be read beside it. */
export function usedKey(articleId: string): { pk: string; sk: string } {
  return totalKey(knowledgeLedger, 2, { article: articleId });
}

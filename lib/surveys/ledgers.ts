import { defineLedger } from "../aggregates/ledger.ts";

/**
 * How satisfied customers are, by the month in which they were asked, in the company's zone, so that the response rate
 * never exceeds the whole. Measures: `sent`, `answers`, `scoreSum`, `score/1` … `score/5`.
 * One entry per survey in each of the three; it changes when the answer comes.
 */
export const satisfactionLedger = defineLedger({
  name: "satisfaction",
  levels: [
    { name: "agent", by: ["month", "department", "agent"] },
    { name: "department", by: ["month", "department"] },
    { name: "company", by: ["month"] },
  ],
});

export const productSatisfactionLedger = defineLedger({
  name: "product-satisfaction",
  levels: [{ name: "product", by: ["month", "product"] }],
});

export const tierSatisfactionLedger = defineLedger({
  name: "tier-satisfaction",
  levels: [{ name: "tier", by: ["month", "tier"] }],
});

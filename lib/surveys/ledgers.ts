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

/** The same by product; by agent, too, for those who see a part of the company. */
export const productSatisfactionLedger = defineLedger({
  name: "satisfaction-by-product",
  levels: [
    { name: "agent", by: ["month", "department", "agent", "product"] },
    { name: "product", by: ["month", "product"] },
  ],
});

/** The same by the membership tier that the customer had. */
export const tierSatisfactionLedger = defineLedger({
  name: "satisfaction-by-tier",
  levels: [
    { name: "agent", by: ["month", "department", "agent", "tier"] },
    { name: "tier", by: ["month", "tier"] },
  ],
});

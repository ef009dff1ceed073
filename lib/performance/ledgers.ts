import { type Dimensions, defineLedger } from "../aggregates/ledger.ts";
import { inCustomerView } from "../customers/view.ts";

const MONTHLY = [
  { name: "salesperson", by: ["month", "department", "salesperson"] },
  { name: "department", by: ["month", "department"] },
  { name: "company", by: ["month"] },
] as const;

/**
 * What salespeople achieved in a month, in the company's zone. Measures: `wonAmount` and `commission` in minor units,
 * `deals` (won, counted for the lead), `lost`, `cycleDays` (of won deals, whole days from start to win, counted for the lead),
 * `lost/reason/{reason}`, `won/source/{source}`, `lost/source/{source}`.
 * Entries: one `sale` and the commission entries of each member per win; one `outcome` per win or loss.
 */
export const salesLedger = defineLedger({ name: "sales", levels: MONTHLY });

/** What is still open, by the month of its expected close: `open`, `amount` and `weighted` in minor units. */
export const pipelineLedger = defineLedger({ name: "pipeline", levels: MONTHLY });

/**
 * Products sold in a month: `quantity`, `amount` in minor units, `deals` won and `lost`. By salesperson, the lead, for those
 * who see a part of the company.
 */
export const productLedger = defineLedger({
  name: "products",
  levels: [
    { name: "salesperson", by: ["month", "department", "salesperson", "product"] },
    { name: "product", by: ["month", "product"] },
  ],
});

/**
 * What a customer bought: `purchases`, `amount` in minor units, and both by month (`purchases/{month}`, `amount/{month}`), so
 * that one read tells a customer's year. The total stands in the customer's view.
 */
export const purchaseLedger = defineLedger({
  name: "purchases",
  levels: [{ name: "customer", by: ["customer"] }],
  alsoIn: ({ customer = "" }: Dimensions) => inCustomerView(customer, "purchases"),
});

/** Our record against a competitor: `won`, `lost`, and `lostTo` where this one won the deal; counted for the lead. */
export const competitorLedger = defineLedger({
  name: "competitors",
  levels: [
    { name: "salesperson", by: ["month", "department", "salesperson", "competitor"] },
    { name: "month", by: ["month", "competitor"] },
    { name: "competitor", by: ["competitor"] },
  ],
});

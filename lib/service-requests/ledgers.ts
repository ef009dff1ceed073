import { defineLedger } from "../aggregates/ledger.ts";

/**
 * Service by the month, in the company's zone, in which a request was received. An entry a request, which changes with
 * it. Measures: `received`, and of those `missed` (calls nobody answered); `responded`, `firstSeconds`, `resolved`,
 * `resolutionSeconds` (elapsed time, without that in which it stood resolved before a reopening),
 * `firstTargetMet`, `firstTargetMissed`, `resolutionTargetMet`, `resolutionTargetMissed` (targets in business time), and
 * the distributions `first` and `resolution` of the seconds.
 */
export const serviceLedger = defineLedger({
  name: "service",
  levels: [
    { name: "agent", by: ["month", "department", "agent"] },
    { name: "department", by: ["month", "department"] },
    { name: "company", by: ["month"] },
  ],
});

/** The same by product; by agent, too, for those who see a part of the company. */
export const serviceProductLedger = defineLedger({
  name: "service-by-product",
  levels: [
    { name: "agent", by: ["month", "department", "agent", "product"] },
    { name: "product", by: ["month", "product"] },
  ],
});

/** The same by the membership tier that the customer had. */
export const serviceTierLedger = defineLedger({
  name: "service-by-tier",
  levels: [
    { name: "agent", by: ["month", "department", "agent", "tier"] },
    { name: "tier", by: ["month", "tier"] },
  ],
});

/**
 * Faults by product and category, of requests that name one. Measures: `faults`, `resolved`, `workMinutes` and `cost` in
 * minor units.
 */
export const faultLedger = defineLedger({
  name: "faults-by-product",
  levels: [
    { name: "agent", by: ["month", "department", "agent", "product", "category"] },
    { name: "category", by: ["month", "product", "category"] },
  ],
});

/** What service cost us, by customer: `cost` in minor units. An entry a request, once it cost something. */
export const serviceCostLedger = defineLedger({
  name: "service-costs",
  levels: [{ name: "customer", by: ["customer"] }],
});

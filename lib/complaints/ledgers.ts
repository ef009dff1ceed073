import { defineLedger } from "../aggregates/ledger.ts";

/**
 * Complaints by the month, in the company's zone, in which they came in, and by whoever took them in. Measures:
 * `received`, `transferred`, `closed`, `firstContact` (of those closed), `reopened` (how many ever were), `cause/{cause}` and
 * `severity/{severity}`. An entry a complaint, which changes with it.
 */
export const complaintLedger = defineLedger({
  name: "complaints",
  levels: [
    { name: "agent", by: ["month", "department", "agent"] },
    { name: "department", by: ["month", "department"] },
    { name: "company", by: ["month"] },
  ],
});

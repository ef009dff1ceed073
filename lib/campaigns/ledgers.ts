import { defineLedger } from "../aggregates/ledger.ts";

/**
 * What came of a campaign. Measures: `mails`, and of those `sent`, `delivered`, `bounced`, `complained`, `unsent` (refused
 * meanwhile or failed), `opened` (whose link was followed) and `clicks`; `held` and `held/{reason}`; `opportunities`, `won`,
 * `lost`, and in minor units `open` and `revenue`. An entry a mail and an opportunity, which changes with it.
 */
export const campaignLedger = defineLedger({
  name: "campaigns",
  levels: [{ name: "campaign", by: ["campaign"] }],
});

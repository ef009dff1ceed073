import { defineLedger } from "../aggregates/ledger.ts";

/**
 * What moved with memberships in a month, in the company's zone, by the tier that members had then; amounts in minor
 * units. Measures: `purchases`, `spend`, and of that `paidByStoredValue`, `paidByPoints`; `refunds`, `refunded`,
 * `purchasesRefunded` (whole ones), `storedValueReturned`; `topUps`, `toppedUp`, `bonus`, `topUpRefunds`, `takenOut`,
 * `bonusTakenBack`; `pointsEarned`, `pointsRedeemed` and of these `redemptions` for something else than a price,
 * `pointsReturned`, `pointsTakenBack`, `pointsExpired`; `ended`, `paidOut`, `bonusForfeited`, `pointsForfeited`. An
 * entry a movement; a member's month is a total of its own, so that no partition is everybody's; by the customer's owner,
 * too, for those who see a part of the company.
 */
export const membershipLedger = defineLedger({
  name: "memberships",
  levels: [
    { name: "member", by: ["month", "department", "agent", "tier", "membership"] },
    { name: "agent", by: ["month", "department", "agent", "tier"] },
    { name: "tier", by: ["month", "tier"] },
  ],
});

/** Members by the tier they have now and the month in which they joined: `members`. An entry a member, which changes with it. */
export const memberLedger = defineLedger({
  name: "members",
  levels: [
    { name: "cohort", by: ["month", "tier"] },
    { name: "tier", by: ["tier"] },
  ],
});

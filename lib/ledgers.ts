import type { Ledger } from "./aggregates/ledger.ts";
import { campaignLedger } from "./campaigns/ledgers.ts";
import { complaintLedger } from "./complaints/ledgers.ts";
import { knowledgeLedger } from "./knowledge/ledgers.ts";
import { memberLedger, membershipLedger } from "./memberships/ledgers.ts";
import {
  competitorLedger,
  pipelineLedger,
  productLedger,
  purchaseLedger,
  salesLedger,
} from "./performance/ledgers.ts";

import {
  faultLedger,
  serviceCostLedger,
  serviceLedger,
  serviceProductLedger,
  serviceTierLedger,
} from "./service-requests/ledgers.ts";
import { productSatisfactionLedger, satisfactionLedger, tierSatisfactionLedger } from "./surveys/ledgers.ts";

/** Every ledger whose totals the table's stream keeps. */
export const ledgers: readonly Ledger[] = [
  salesLedger,
  pipelineLedger,
  productLedger,
  purchaseLedger,
  competitorLedger,
  satisfactionLedger,
  productSatisfactionLedger,
  tierSatisfactionLedger,
  complaintLedger,
  membershipLedger,
  memberLedger,
  serviceLedger,
  serviceProductLedger,
  serviceTierLedger,
  faultLedger,
  serviceCostLedger,
  campaignLedger,
  knowledgeLedger,
];

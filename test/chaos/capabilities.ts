import { aggregates } from "./capabilities/aggregates.ts";
import { campaigns } from "./capabilities/campaigns.ts";
import { care } from "./capabilities/care.ts";
import { deals } from "./capabilities/deals.ts";
import { followUps } from "./capabilities/follow-ups.ts";
import { knowledge } from "./capabilities/knowledge.ts";
import { mails } from "./capabilities/mails.ts";
import { memberships } from "./capabilities/memberships.ts";
import { records } from "./capabilities/records.ts";
import { service } from "./capabilities/service.ts";
import type { OpenCapability } from "./capability.ts";

/** Every part of the product that writes during the storm, or must be right after it. */
export const capabilities: readonly OpenCapability[] = [
  deals,
  followUps,
  knowledge,
  service,
  campaigns,
  care,
  memberships,
  mails,
  aggregates,
  records,
];

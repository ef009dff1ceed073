import type { Resource } from "../access/grant.ts";

/**
 * What is handed over, in this order: the customer before what belongs to it, follow-ups before their opportunity, whose
 * new owner would be given them anew. What is done stays with who did it.
 */
export const HANDED_OVER = [
  "customer",
  "follow-up",
  "opportunity",
  "delivery",
  "service-request",
  "complaint",
  "campaign",
  "task",
] as const satisfies readonly Resource[];

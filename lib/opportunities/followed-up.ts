import { type Acting, stampOf } from "../http/context.ts";
import { nextVersion } from "../table/record.ts";
import { progress } from "./deal.ts";
import type { Opportunity } from "./opportunity.ts";
import type { Terms } from "./references.ts";
import { allowed } from "./rules.ts";

/** What a completed follow-up found out. */
export interface Finding {
  readonly stage?: string | undefined;
  readonly attitude?: number | undefined;
}

/**
 * An opportunity after one of its follow-ups was completed: pure.
 * @throws Problem conflict once it is closed, or for another stage once it is decided; rule-broken for an unknown stage
 */
export function followedUp(
  record: Opportunity,
  { stage = record.stage, attitude }: Finding,
  terms: Terms,
  context: Acting,
): Opportunity {
  allowed(record, "follow-up");
  if (stage !== record.stage) allowed(record, "change-deal");
  const { by, now } = stampOf(context);
  const at = now.toISOString();
  const probability = record.probabilitySet ? record.probability : undefined;
  return nextVersion(
    record,
    {
      followedUpAt: at,
      customerAttitude: attitude ?? record.customerAttitude,
      ...(stage !== record.stage && progress({ stage, probability }, record, terms, { by, at })),
    },
    { by, now },
  );
}

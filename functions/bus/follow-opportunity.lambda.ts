import { opportunityAssigned } from "../../events/opportunity.ts";
import { reaction } from "../../lib/bus/react.ts";
import { followOpportunity } from "../../lib/follow-ups/follow-opportunity.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = reaction([opportunityAssigned], ({ opportunityId, from }) =>
  followOpportunity(opportunityId, from, now()),
);

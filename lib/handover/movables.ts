import { campaigns } from "../campaigns/campaign.ts";
import { complaints } from "../complaints/complaint.ts";
import { givenTo as complaintGivenTo } from "../complaints/given.ts";
import { givenTo as customerGivenTo } from "../customers/assign.ts";
import { customers } from "../customers/customer.ts";
import { deliveries } from "../deliveries/delivery.ts";
import { followUps } from "../follow-ups/follow-up.ts";
import { givenTo as opportunityGivenTo } from "../opportunities/assign.ts";
import { opportunities } from "../opportunities/opportunity.ts";
import { asHandler, asOwner, giving } from "../resource/giving.ts";
import { givenTo as serviceRequestGivenTo } from "../service-requests/given.ts";
import { serviceRequests } from "../service-requests/service-request.ts";
import { OPEN_STATUSES } from "../service-requests/status.ts";
import { givenTo as taskGivenTo } from "../tasks/given.ts";
import { tasks } from "../tasks/task.ts";
import { type Movable, movable } from "./movable.ts";
import { HANDED_OVER } from "./resources.ts";

const moved: Readonly<Record<(typeof HANDED_OVER)[number], Movable>> = {
  customer: movable(customers, { give: customerGivenTo }),
  "follow-up": movable(followUps, { states: ["planned"], give: giving(followUps, asHandler) }),
  opportunity: movable(opportunities, { give: opportunityGivenTo }),
  delivery: movable(deliveries, {
    only: ({ status }) => status === "open",
    give: giving(deliveries, asOwner),
  }),
  "service-request": movable(serviceRequests, { states: OPEN_STATUSES, give: serviceRequestGivenTo }),
  campaign: movable(campaigns, {
    states: ["draft", "scheduled", "sending", "paused"],
    give: giving(campaigns, asOwner),
  }),
  complaint: movable(complaints, { states: ["received", "transferred", "resolved"], give: complaintGivenTo }),
  task: movable(tasks, { states: ["open"], give: taskGivenTo }),
};

/** What is handed over, in its order, and how. */
export const movables: readonly Movable[] = HANDED_OVER.map((resource) => moved[resource]);

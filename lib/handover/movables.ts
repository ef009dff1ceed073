import { complaints } from "../complaints/complaint.ts";
import { givenTo as complaintGivenTo } from "../complaints/given.ts";
import { givenTo as customerGivenTo } from "../customers/assign.ts";
import { customers } from "../customers/customer.ts";
import { givenTo as deliveryGivenTo } from "../deliveries/change.ts";
import { deliveries } from "../deliveries/delivery.ts";
import { givenTo as followUpGivenTo } from "../follow-ups/change.ts";
import { followUps } from "../follow-ups/follow-up.ts";
import { givenTo as opportunityGivenTo } from "../opportunities/assign.ts";
import { opportunities } from "../opportunities/opportunity.ts";
import { givenTo as serviceRequestGivenTo } from "../service-requests/given.ts";
import { serviceRequests } from "../service-requests/service-request.ts";
import { OPEN_STATUSES } from "../service-requests/status.ts";
import { givenTo as taskGivenTo } from "../tasks/given.ts";
import { tasks } from "../tasks/task.ts";
import { type Movable, movable } from "./movable.ts";

/**
 * What is handed over, in this order: the customer before what belongs to it, follow-ups before their opportunity, whose
 * new owner would be given them anew. What is done stays with who did it.
 */
export const movables: readonly Movable[] = [
  movable(customers, { give: customerGivenTo }),
  movable(followUps, { states: ["planned"], give: followUpGivenTo }),
  movable(opportunities, { give: opportunityGivenTo }),
  movable(deliveries, { only: ({ status }) => status === "open", give: deliveryGivenTo }),
  movable(serviceRequests, { states: OPEN_STATUSES, give: serviceRequestGivenTo }),
  movable(complaints, { states: ["received", "transferred", "resolved"], give: complaintGivenTo }),
  movable(tasks, { states: ["open"], give: taskGivenTo }),
];

import { followUpEvents } from "../../events/follow-up.ts";
import { opportunityReopened } from "../../events/opportunity.ts";
import { serviceRequestEvents } from "../../events/service-request.ts";
import { taskEvents } from "../../events/task.ts";
import { reaction } from "../../lib/bus/react.ts";
import { keepFollowUpSchedules, keepSchedulesOfOpportunity } from "../../lib/follow-ups/schedules.ts";
import { keepServiceRequestSchedules } from "../../lib/service-requests/schedules.ts";
import { keepTaskSchedules } from "../../lib/tasks/schedules.ts";
import { now } from "../../lib/time/clock.ts";

const changes = [...followUpEvents, ...taskEvents, opportunityReopened, ...serviceRequestEvents];

export const handler = reaction<(typeof changes)[number]["detail"]>(changes, async (detail) => {
  if ("taskId" in detail) await keepTaskSchedules(detail.taskId, now());
  else if ("serviceRequestId" in detail) await keepServiceRequestSchedules(detail.serviceRequestId, now());
  else if ("followUpId" in detail) await keepFollowUpSchedules(detail.followUpId, now());
  else await keepSchedulesOfOpportunity(detail.opportunityId, now());
});

import { followUpEvents } from "../../events/follow-up.ts";
import { opportunityReopened } from "../../events/opportunity.ts";
import {
  serviceRequestClosed,
  serviceRequestClosingPlanned,
  serviceRequestEvents,
  serviceRequestReopened,
  serviceRequestSurveyed,
} from "../../events/service-request.ts";
import { taskEvents } from "../../events/task.ts";
import { reaction } from "../../lib/bus/react.ts";
import { keepFollowUpSchedules, keepSchedulesOfOpportunity } from "../../lib/follow-ups/schedules.ts";
import { keepClosing } from "../../lib/service-requests/closing.ts";
import { keepServiceRequestSchedules } from "../../lib/service-requests/schedules.ts";
import { keepTaskSchedules } from "../../lib/tasks/schedules.ts";
import { now } from "../../lib/time/clock.ts";

const changes = [...followUpEvents, ...taskEvents, opportunityReopened, ...serviceRequestEvents];

export const handler = reaction<(typeof changes)[number]["detail"]>(changes, async (detail, name) => {
  if ("taskId" in detail) await keepTaskSchedules(detail.taskId, now());
  else if ("serviceRequestId" in detail) await keepOfRequest(detail.serviceRequestId, name);
  else if ("followUpId" in detail) await keepFollowUpSchedules(detail.followUpId, now());
  else await keepSchedulesOfOpportunity(detail.opportunityId, now());
});

/** Those after which a request waits for its customer's answer, or not any more. */
const ends: readonly string[] = [
  serviceRequestSurveyed,
  serviceRequestClosingPlanned,
  serviceRequestReopened,
  serviceRequestClosed,
].map((event) => event.name);

async function keepOfRequest(serviceRequestId: string, name: string): Promise<void> {
  await keepServiceRequestSchedules(serviceRequestId, now());
  if (ends.includes(name)) await keepClosing(serviceRequestId, now());
}

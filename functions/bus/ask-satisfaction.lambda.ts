import { serviceRequestReopened, serviceRequestResolved } from "../../events/service-request.ts";
import { reaction } from "../../lib/bus/react.ts";
import { closeSurvey, sendSurvey } from "../../lib/surveys/send.ts";
import { commit } from "../../lib/table/commit.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = reaction(
  [serviceRequestResolved, serviceRequestReopened],
  async ({ serviceRequestId, resolutionNumber }, name) => {
    const follow = name === serviceRequestResolved.name ? sendSurvey : closeSurvey;
    await commit(await follow({ requestId: serviceRequestId, resolutionNumber }, now()));
  },
);

import { activityRecorded } from "../../events/activity.ts";
import { occurrence } from "../../events/event.ts";
import { defineNoun } from "../projections/define.ts";
import { activities } from "./activity.ts";

export const activityNoun = defineNoun(activities, {
  announce: (was, { id: activityId, customerId, opportunityId, kind, happenedAt }) =>
    was === undefined
      ? [occurrence(activityRecorded, { activityId, customerId, opportunityId, kind, happenedAt })]
      : [],
  timeline: (was, { customerId, opportunityId, kind, content, happenedAt }) =>
    was === undefined
      ? [
          {
            customerId,
            kind: "activity.recorded",
            title: `a ${kind} was recorded`,
            data: { kind, content, happenedAt, ...(opportunityId !== undefined && { opportunityId }) },
          },
        ]
      : [],
});

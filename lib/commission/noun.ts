import { commissionPlanPublished } from "../../events/commission.ts";
import { occurrence } from "../../events/event.ts";
import { defineNoun } from "../projections/define.ts";
import { commissionPlans } from "./plan.ts";

export const commissionPlanNoun = defineNoun(commissionPlans, {
  announce: (was, { id, latestVersion, firstMonth }) =>
    was?.latestVersion === latestVersion
      ? []
      : [occurrence(commissionPlanPublished, { planId: id, planVersion: latestVersion, firstMonth })],
});

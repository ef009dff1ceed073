import { activities } from "../../lib/activities/activity.ts";
import { findActivities } from "../../lib/activities/find.ts";
import { correctActivity, recordActivity } from "../../lib/activities/record.ts";
import { activityRoutes } from "../../lib/activities/routes.ts";
import { api } from "../../lib/http/api.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne, readToChange, remove } from "../../lib/resource/verbs.ts";

export const handler = api(activityRoutes, {
  create: ({ body }, context) => recordActivity(body, context),
  list: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
    findActivities(wanted, { limit, cursor, asked }, context),
  read: ({ params }, context) => readOne(activities, params.id, context),
  update: ({ params, body }, context) => correctActivity(params.id, body, context),
  remove: async ({ params }, context) =>
    remove(activities, await readToChange(activities, params.id, context, "delete"), context),
  history: ({ params, query, asked }, context) =>
    readHistory(activities, params.id, { ...query, asked }, context),
});

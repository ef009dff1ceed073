import { changeFollowUp } from "../../lib/follow-ups/change.ts";
import { completeFollowUp } from "../../lib/follow-ups/complete.ts";
import { findFollowUps } from "../../lib/follow-ups/find.ts";
import { followUps } from "../../lib/follow-ups/follow-up.ts";
import { cancelFollowUp, reassignFollowUp, rescheduleFollowUp } from "../../lib/follow-ups/move.ts";
import { followUpRoutes } from "../../lib/follow-ups/routes.ts";
import { api } from "../../lib/http/api.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne } from "../../lib/resource/verbs.ts";

export const handler = api(followUpRoutes, {
  list: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
    findFollowUps(wanted, { limit, cursor, asked }, context),
  read: ({ params }, context) => readOne(followUps, params.id, context),
  update: ({ params, body }, context) => changeFollowUp(params.id, body, context),
  complete: ({ params, body }, context) => completeFollowUp(params.id, body, context),
  reschedule: ({ params, body }, context) => rescheduleFollowUp(params.id, body, context),
  cancel: ({ params, body }, context) => cancelFollowUp(params.id, body, context),
  reassign: ({ params, body }, context) => reassignFollowUp(params.id, body, context),
  history: ({ params, query, asked }, context) =>
    readHistory(followUps, params.id, { ...query, asked }, context),
});

import { followUpsOfOpportunity } from "../../lib/follow-ups/find.ts";
import { createFollowUp } from "../../lib/follow-ups/plan.ts";
import { opportunityFollowUpRoutes } from "../../lib/follow-ups/routes.ts";
import { api } from "../../lib/http/api.ts";
import { assignOpportunity } from "../../lib/opportunities/assign.ts";
import { changeOpportunity } from "../../lib/opportunities/change.ts";
import { closeOpportunity } from "../../lib/opportunities/close.ts";
import { createOpportunity } from "../../lib/opportunities/create.ts";
import { findOpportunities } from "../../lib/opportunities/find.ts";
import { loseOpportunity } from "../../lib/opportunities/lose.ts";
import { opportunities } from "../../lib/opportunities/opportunity.ts";
import { removeOpportunity } from "../../lib/opportunities/remove.ts";
import { reopenOpportunity } from "../../lib/opportunities/reopen.ts";
import { opportunityRoutes } from "../../lib/opportunities/routes.ts";
import { undoWin } from "../../lib/opportunities/undo-win.ts";
import { winOpportunity } from "../../lib/opportunities/win.ts";
import { winRoutes } from "../../lib/opportunities/win-routes.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne } from "../../lib/resource/verbs.ts";

const routes = { ...opportunityRoutes, ...winRoutes, ...opportunityFollowUpRoutes };

export const handler = api(routes, {
  create: ({ body, query }, context) => createOpportunity(body, query, context),
  list: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
    findOpportunities(wanted, { limit, cursor, asked }, context),
  read: ({ params }, context) => readOne(opportunities, params.id, context),
  update: ({ params, body }, context) => changeOpportunity(params.id, body, context),
  remove: ({ params }, context) => removeOpportunity(params.id, context),
  assign: ({ params, body }, context) => assignOpportunity(params.id, body, context),
  win: ({ params, body }, context) => winOpportunity(params.id, body, context),
  undoWin: ({ params, body }, context) => undoWin(params.id, body, context),
  lose: ({ params, body }, context) => loseOpportunity(params.id, body, context),
  reopen: ({ params, body }, context) => reopenOpportunity(params.id, body, context),
  close: ({ params }, context) => closeOpportunity(params.id, context),
  history: ({ params, query, asked }, context) =>
    readHistory(opportunities, params.id, { ...query, asked }, context),
  planFollowUp: ({ params, body }, context) => createFollowUp(params.id, body, context),
  followUps: ({ params, query, asked }, context) =>
    followUpsOfOpportunity(params.id, { ...query, asked }, context),
});

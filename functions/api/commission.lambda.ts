import { findEntries } from "../../lib/commission/find-entries.ts";
import { addVersion, changePlan, createPlan, readPlan } from "../../lib/commission/keep.ts";
import { commissionPlans } from "../../lib/commission/plan.ts";
import { entryRoutes, planRoutes } from "../../lib/commission/routes.ts";
import { api } from "../../lib/http/api.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { listRecords } from "../../lib/resource/verbs.ts";

const routes = { ...planRoutes, ...entryRoutes };

export const handler = api(routes, {
  createPlan: ({ body }, context) => createPlan(body, context),
  listPlans: ({ query, asked }, context) => listRecords(commissionPlans, { ...query, asked }, context),
  readPlan: ({ params }, context) => readPlan(params.id, context),
  updatePlan: ({ params, body }, context) => changePlan(params.id, body, context),
  addVersion: ({ params, body }, context) => addVersion(params.id, body, context),
  history: ({ params, query, asked }, context) =>
    readHistory(commissionPlans, params.id, { ...query, asked }, context),
  listEntries: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
    findEntries(wanted, { limit, cursor, asked }, context),
});

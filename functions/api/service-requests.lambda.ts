import { api } from "../../lib/http/api.ts";
import { articleFromRequest } from "../../lib/knowledge/from-request.ts";
import { requestArticleRoutes } from "../../lib/knowledge/routes.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne } from "../../lib/resource/verbs.ts";
import { changeServiceRequest } from "../../lib/service-requests/change.ts";
import { createRequest } from "../../lib/service-requests/create.ts";
import { findServiceRequests } from "../../lib/service-requests/find.ts";
import {
  assignRequest,
  closeRequest,
  recordWork,
  reopenRequest,
  resolveRequest,
  respondToRequest,
  startRequest,
} from "../../lib/service-requests/progress.ts";
import { requestProgressRoutes } from "../../lib/service-requests/progress-routes.ts";
import { serviceRequestRoutes } from "../../lib/service-requests/routes.ts";
import { serviceRequests } from "../../lib/service-requests/service-request.ts";
import { suggestionsFor } from "../../lib/service-requests/similar.ts";

export const handler = api(
  { ...serviceRequestRoutes, ...requestProgressRoutes, ...requestArticleRoutes },
  {
    create: ({ body }, context) => createRequest(body, context),
    list: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
      findServiceRequests(wanted, { limit, cursor, asked }, context),
    read: ({ params }, context) => readOne(serviceRequests, params.id, context),
    update: ({ params, body }, context) => changeServiceRequest(params.id, body, context),
    assign: ({ params, body }, context) => assignRequest(params.id, body, context),
    start: ({ params }, context) => startRequest(params.id, context),
    respond: ({ params, body }, context) => respondToRequest(params.id, body, context),
    work: ({ params, body }, context) => recordWork(params.id, body, context),
    resolve: ({ params, body }, context) => resolveRequest(params.id, body, context),
    reopen: ({ params, body }, context) => reopenRequest(params.id, body, context),
    close: ({ params, body }, context) => closeRequest(params.id, body, context),
    suggestions: ({ params }, context) => suggestionsFor(params.id, context),
    makeArticle: ({ params, body }, context) => articleFromRequest(params.id, body, context),
    history: ({ params, query, asked }, context) =>
      readHistory(serviceRequests, params.id, { ...query, asked }, context),
  },
);

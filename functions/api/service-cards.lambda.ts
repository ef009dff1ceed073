import { api } from "../../lib/http/api.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne } from "../../lib/resource/verbs.ts";
import { changeServiceCard, restoreServiceCard, voidServiceCard } from "../../lib/service-cards/change.ts";
import { createServiceCard } from "../../lib/service-cards/create.ts";
import { findServiceCards } from "../../lib/service-cards/find.ts";
import { serviceCardRoutes } from "../../lib/service-cards/routes.ts";
import { serviceCards } from "../../lib/service-cards/service-card.ts";
import { shown, shownChange, shownPage } from "../../lib/service-cards/shown.ts";

export const handler = api(serviceCardRoutes, {
  create: ({ body }, context) => shownChange(createServiceCard(body, context), context.now),
  list: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
    shownPage(findServiceCards(wanted, { limit, cursor, asked }, context), context.now),
  read: ({ params }, context) => shown(readOne(serviceCards, params.id, context), context.now),
  update: ({ params, body }, context) =>
    shownChange(changeServiceCard(params.id, body, context), context.now),
  void: ({ params, body }, context) => shownChange(voidServiceCard(params.id, body, context), context.now),
  restore: ({ params }, context) => shownChange(restoreServiceCard(params.id, context), context.now),
  history: ({ params, query, asked }, context) =>
    readHistory(serviceCards, params.id, { ...query, asked }, context),
});

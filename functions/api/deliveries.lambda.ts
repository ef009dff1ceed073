import { addPart, cancelPart, changePart } from "../../lib/deliveries/change.ts";
import { completePart } from "../../lib/deliveries/complete.ts";
import { deliveries } from "../../lib/deliveries/delivery.ts";
import { findDeliveries } from "../../lib/deliveries/find.ts";
import { planDelivery } from "../../lib/deliveries/plan.ts";
import { deliveryRoutes } from "../../lib/deliveries/routes.ts";
import { api } from "../../lib/http/api.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne } from "../../lib/resource/verbs.ts";

export const handler = api(deliveryRoutes, {
  create: ({ body }, context) => planDelivery(body, context),
  list: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
    findDeliveries(wanted, { limit, cursor, asked }, context),
  read: ({ params }, context) => readOne(deliveries, params.id, context),
  addPart: ({ params, body }, context) => addPart(params.id, body, context),
  changePart: ({ params, body }, context) => changePart(params, body, context),
  completePart: ({ params, body }, context) => completePart(params, body, context),
  cancelPart: ({ params, body }, context) => cancelPart(params, body, context),
  history: ({ params, query, asked }, context) =>
    readHistory(deliveries, params.id, { ...query, asked }, context),
});

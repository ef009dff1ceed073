import { api } from "../../lib/http/api.ts";
import { findOrders } from "../../lib/orders/find.ts";
import { orders } from "../../lib/orders/order.ts";
import { orderRoutes } from "../../lib/orders/routes.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne } from "../../lib/resource/verbs.ts";

export const handler = api(orderRoutes, {
  list: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
    findOrders(wanted, { limit, cursor, asked }, context),
  read: ({ params }, context) => readOne(orders, params.id, context),
  history: ({ params, query, asked }, context) =>
    readHistory(orders, params.id, { ...query, asked }, context),
});

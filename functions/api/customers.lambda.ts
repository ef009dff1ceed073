import { changeCustomer } from "../../lib/customers/change.ts";
import { createCustomer } from "../../lib/customers/create.ts";
import { customers } from "../../lib/customers/customer.ts";
import { findCustomers } from "../../lib/customers/find.ts";
import { customerRoutes } from "../../lib/customers/routes.ts";
import { api } from "../../lib/http/api.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne, readToChange, remove } from "../../lib/resource/verbs.ts";

export const handler = api(customerRoutes, {
  create: ({ body, query }, context) => createCustomer(body, query, context),
  list: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
    findCustomers(wanted, { limit, cursor, asked }, context),
  read: ({ params }, context) => readOne(customers, params.id, context),
  update: ({ params, query, body }, context) => changeCustomer(params.id, body, query, context),
  remove: async ({ params }, context) =>
    remove(customers, await readToChange(customers, params.id, context, "delete"), context),
  history: ({ params, query, asked }, context) =>
    readHistory(customers, params.id, { ...query, asked }, context),
});

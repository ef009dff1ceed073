import { addContact } from "../../lib/contacts/add.ts";
import { changeContact, readContact, removeContact } from "../../lib/contacts/change.ts";
import { listContacts, readContactHistory } from "../../lib/contacts/find.ts";
import { contactRoutes } from "../../lib/contacts/routes.ts";
import { purchasesOf } from "../../lib/customer-value/purchases.ts";
import { readCustomerValue } from "../../lib/customer-value/read.ts";
import { customerValueRoutes } from "../../lib/customer-value/routes.ts";
import { deactivateCustomer, reactivateCustomer } from "../../lib/customers/activity.ts";
import { assignCustomer } from "../../lib/customers/assign.ts";
import { changeCustomer } from "../../lib/customers/change.ts";
import { createCustomer } from "../../lib/customers/create.ts";
import { customers } from "../../lib/customers/customer.ts";
import { findCustomers } from "../../lib/customers/find.ts";
import { removeCustomer } from "../../lib/customers/remove.ts";
import { customerRoutes } from "../../lib/customers/routes.ts";
import { api } from "../../lib/http/api.ts";
import { readOverview } from "../../lib/overview/overview.ts";
import { overviewRoutes } from "../../lib/overview/routes.ts";
import { readTimeline } from "../../lib/overview/timeline.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne } from "../../lib/resource/verbs.ts";

export const handler = api(
  { ...customerRoutes, ...contactRoutes, ...overviewRoutes, ...customerValueRoutes },
  {
    create: ({ body, query }, context) => createCustomer(body, { ...query, visit: true }, context),
    list: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
      findCustomers(wanted, { limit, cursor, asked }, context),
    read: ({ params }, context) => readOne(customers, params.id, context),
    update: ({ params, query, body }, context) => changeCustomer(params.id, body, query, context),
    remove: ({ params }, context) => removeCustomer(params.id, context),
    deactivate: ({ params, body }, context) => deactivateCustomer(params.id, body, context),
    reactivate: ({ params }, context) => reactivateCustomer(params.id, context),
    assign: ({ params, body }, context) => assignCustomer(params.id, body, context),
    history: ({ params, query, asked }, context) =>
      readHistory(customers, params.id, { ...query, asked }, context),
    addContact: ({ params, body }, context) => addContact(params.id, body, context),
    listContacts: async ({ params }, context) => ({ items: await listContacts(params.id, context) }),
    readContact: ({ params }, context) => readContact(params, context),
    changeContact: ({ params, body }, context) => changeContact(params, body, context),
    removeContact: ({ params }, context) => removeContact(params, context),
    contactHistory: ({ params, query, asked }, context) =>
      readContactHistory(params, { ...query, asked }, context),
    overview: ({ params }, context) => readOverview(params.id, context),
    timeline: ({ params, query }, context) => readTimeline(params.id, query, context),
    value: ({ params }, context) => readCustomerValue(params.id, context),
    purchases: ({ params, query, asked }, context) => purchasesOf(params.id, { ...query, asked }, context),
  },
);

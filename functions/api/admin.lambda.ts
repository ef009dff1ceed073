import { reconcileMonths } from "../../lib/admin/reconcile.ts";
import { renewRecords } from "../../lib/admin/renew.ts";
import { adminRoutes } from "../../lib/admin/routes.ts";
import { api } from "../../lib/http/api.ts";

export const handler = api(adminRoutes, {
  reconcile: ({ body }, context) => reconcileMonths(body, context),
  renew: ({ body }, context) => renewRecords(body, context),
});

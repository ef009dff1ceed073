import { api } from "../../lib/http/api.ts";
import { changeMembership } from "../../lib/memberships/change.ts";
import { endMembership } from "../../lib/memberships/end.ts";
import { findMemberships, readStatement } from "../../lib/memberships/find.ts";
import { join } from "../../lib/memberships/join.ts";
import { membershipIdOf, memberships } from "../../lib/memberships/membership.ts";
import { readOneMovement } from "../../lib/memberships/move.ts";
import { memberMoveRoutes } from "../../lib/memberships/move-routes.ts";
import { membershipRoutes } from "../../lib/memberships/routes.ts";
import { shown, shownChange, shownPage } from "../../lib/memberships/shown.ts";
import { recordRefund, recordSpend, recordTopUp, redeemPoints } from "../../lib/memberships/verbs.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne } from "../../lib/resource/verbs.ts";

export const handler = api(
  { ...membershipRoutes, ...memberMoveRoutes },
  {
    join: ({ body }, context) => shownChange(join(body, context)),
    list: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
      shownPage(findMemberships(wanted, { limit, cursor, asked }, context)),
    read: async ({ params }, context) =>
      shown(await readOne(memberships, membershipIdOf(params.customerId), context)),
    update: ({ params, body }, context) => shownChange(changeMembership(params.customerId, body, context)),
    spend: ({ params, body }, context) => recordSpend(params.customerId, body, context),
    topUp: ({ params, body }, context) => recordTopUp(params.customerId, body, context),
    refund: ({ params, body }, context) => recordRefund(params.customerId, body, context),
    redeem: ({ params, body }, context) => redeemPoints(params.customerId, body, context),
    end: ({ params, body }, context) => endMembership(params.customerId, body, context),
    entries: ({ params, query, asked }, context) =>
      readStatement(params.customerId, { ...query, asked }, context),
    movement: ({ params }, context) => readOneMovement(params.customerId, params.movementId, context),
    history: ({ params, query, asked }, context) =>
      readHistory(memberships, membershipIdOf(params.customerId), { ...query, asked }, context),
  },
);

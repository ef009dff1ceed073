import { latestHandover, startHandover } from "../../lib/handover/start.ts";
import { api } from "../../lib/http/api.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne } from "../../lib/resource/verbs.ts";
import { changeUser } from "../../lib/users/change.ts";
import { createUser } from "../../lib/users/create.ts";
import { findUsers } from "../../lib/users/find.ts";
import { leave, rejoin } from "../../lib/users/leave.ts";
import { userRoutes } from "../../lib/users/routes.ts";
import { users } from "../../lib/users/user.ts";

export const handler = api(userRoutes, {
  create: ({ body }, context) => createUser(body, context),
  list: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
    findUsers(wanted, { limit, cursor, asked }, context),
  read: ({ params }, context) => readOne(users, params.id, context),
  update: ({ params, body }, context) => changeUser(params.id, body, context),
  leave: ({ params }, context) => leave(params.id, context),
  rejoin: ({ params }, context) => rejoin(params.id, context),
  handOver: ({ params, body }, context) => startHandover(params.id, body, context),
  handover: ({ params }, context) => latestHandover(params.id, context),
  history: ({ params, query, asked }, context) => readHistory(users, params.id, { ...query, asked }, context),
});

import { careMails } from "../../lib/care/care-mail.ts";
import { findCareMails } from "../../lib/care/find.ts";
import { careMailRoutes } from "../../lib/care/routes.ts";
import { api } from "../../lib/http/api.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne } from "../../lib/resource/verbs.ts";

export const handler = api(careMailRoutes, {
  list: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
    findCareMails(wanted, { limit, cursor, asked }, context),
  read: ({ params }, context) => readOne(careMails, params.id, context),
  history: ({ params, query, asked }, context) =>
    readHistory(careMails, params.id, { ...query, asked }, context),
});

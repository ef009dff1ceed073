import { correctComplaint } from "../../lib/complaints/change.ts";
import { complaints } from "../../lib/complaints/complaint.ts";
import { createComplaint } from "../../lib/complaints/create.ts";
import { findComplaints } from "../../lib/complaints/find.ts";
import {
  closeComplaint,
  reopenComplaint,
  resolveComplaint,
  transferComplaint,
} from "../../lib/complaints/progress.ts";
import { complaintRoutes } from "../../lib/complaints/routes.ts";
import { api } from "../../lib/http/api.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne } from "../../lib/resource/verbs.ts";

export const handler = api(complaintRoutes, {
  create: ({ body }, context) => createComplaint(body, context),
  list: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
    findComplaints(wanted, { limit, cursor, asked }, context),
  read: ({ params }, context) => readOne(complaints, params.id, context),
  update: ({ params, body }, context) => correctComplaint(params.id, body, context),
  transfer: ({ params, body }, context) => transferComplaint(params.id, body, context),
  resolve: ({ params, body }, context) => resolveComplaint(params.id, body, context),
  close: ({ params, body }, context) => closeComplaint(params.id, body, context),
  reopen: ({ params, body }, context) => reopenComplaint(params.id, body, context),
  history: ({ params, query, asked }, context) =>
    readHistory(complaints, params.id, { ...query, asked }, context),
});

import { api } from "../../lib/http/api.ts";
import { readDocumentHistory } from "../../lib/resource/documents.ts";
import { changeRole, createRole, readRole, removeRole, restoreRole } from "../../lib/roles/keep.ts";
import { allRoles, rolePlace } from "../../lib/roles/role.ts";
import { roleRoutes } from "../../lib/roles/routes.ts";

export const handler = api(roleRoutes, {
  list: async () => ({ items: await allRoles(), nextCursor: null }),
  create: ({ body }, context) => createRole(body, context),
  read: ({ params }) => readRole(params.key),
  update: ({ params, body }, context) => changeRole(params.key, body, context),
  restore: ({ params }, context) => restoreRole(params.key, context),
  remove: ({ params }, context) => removeRole(params.key, context),
  history: ({ params, query, asked }) => readDocumentHistory(rolePlace(params.key), { ...query, asked }),
});

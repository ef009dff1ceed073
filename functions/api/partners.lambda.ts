import { api } from "../../lib/http/api.ts";
import { partners } from "../../lib/partners/partner.ts";
import { partnerRoutes } from "../../lib/partners/routes.ts";
import { changePartner, createPartner } from "../../lib/partners/verbs.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { listByName } from "../../lib/resource/named.ts";
import { readOne, readToChange, remove } from "../../lib/resource/verbs.ts";

export const handler = api(partnerRoutes, {
  create: ({ body }, context) => createPartner(body, context),
  list: ({ query: { kind, ...query }, asked }) =>
    listByName(partners, {
      ...query,
      asked,
      ...(kind !== undefined && { passes: (partner) => partner.kind === kind }),
    }),
  read: ({ params }, context) => readOne(partners, params.id, context),
  update: ({ params, body }, context) => changePartner(params.id, body, context),
  remove: async ({ params }, context) =>
    remove(partners, await readToChange(partners, params.id, context, "delete"), context),
  history: ({ params, query, asked }, context) =>
    readHistory(partners, params.id, { ...query, asked }, context),
});

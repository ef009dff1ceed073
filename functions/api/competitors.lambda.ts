import { competitors } from "../../lib/competitors/competitor.ts";
import { competitorRoutes } from "../../lib/competitors/routes.ts";
import {
  changeCompetitor,
  createCompetitor,
  findCompetitors,
  readCompetitor,
} from "../../lib/competitors/verbs.ts";
import { api } from "../../lib/http/api.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readToChange, remove } from "../../lib/resource/verbs.ts";

export const handler = api(competitorRoutes, {
  create: ({ body }, context) => createCompetitor(body, context),
  list: ({ query, asked }) => findCompetitors({ ...query, asked }),
  read: ({ params }, context) => readCompetitor(params.id, context),
  update: ({ params, body }, context) => changeCompetitor(params.id, body, context),
  remove: async ({ params }, context) =>
    remove(competitors, await readToChange(competitors, params.id, context, "delete"), context),
  history: ({ params, query, asked }, context) =>
    readHistory(competitors, params.id, { ...query, asked }, context),
});

import {
  allRules,
  changeRule,
  createRule,
  readRule,
  removeRule,
  restoreRule,
  shown,
  switchOff,
  switchOn,
} from "../../lib/care/keep.ts";
import { preview } from "../../lib/care/preview.ts";
import { careRuleRoutes } from "../../lib/care/routes.ts";
import { opening } from "../../lib/care/sweep.ts";
import { api } from "../../lib/http/api.ts";
import { pageOfHistory } from "../../lib/resource/history.ts";

export const handler = api(careRuleRoutes, {
  create: ({ body }, context) => createRule(body, context),
  list: async () => ({ items: (await allRules()).map(shown) }),
  read: async ({ params }) => shown(await readRule(params.id)),
  update: ({ params, body }, context) => changeRule(params.id, body, context),
  remove: ({ params }, context) => removeRule(params.id, context),
  switchOn: ({ params, body }, context) => switchOn(params.id, body, context),
  switchOff: ({ params }, context) => switchOff(params.id, context),
  restore: ({ params }, context) => restoreRule(params.id, context),
  preview: ({ params, body, asked }, context) => preview(params.id, body, asked, context),
  sweep: (_, context) => opening(context.now),
  history: async ({ params, query, asked }) => {
    const { id } = await readRule(params.id);
    return pageOfHistory(id, { ...query, asked });
  },
});

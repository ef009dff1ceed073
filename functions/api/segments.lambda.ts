import { api } from "../../lib/http/api.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { listByName } from "../../lib/resource/named.ts";
import { readOne, readToChange, remove } from "../../lib/resource/verbs.ts";
import { audienceMembers, countAudience } from "../../lib/segments/count.ts";
import { changeSegment, checkProducts, createSegment } from "../../lib/segments/keep.ts";
import { segmentRoutes } from "../../lib/segments/routes.ts";
import { segments } from "../../lib/segments/segment.ts";

export const handler = api(segmentRoutes, {
  create: ({ body }, context) => createSegment(body, context),
  list: ({ query, asked }) => listByName(segments, { ...query, asked }),
  preview: async ({ query, body, asked }, context) => {
    await checkProducts(body.conditions);
    const bound = `${asked}${JSON.stringify(body)}`;
    return countAudience(body.conditions, { ...query, asked: bound }, context);
  },
  read: ({ params }, context) => readOne(segments, params.id, context),
  update: ({ params, body }, context) => changeSegment(params.id, body, context),
  remove: async ({ params }, context) =>
    remove(segments, await readToChange(segments, params.id, context, "delete"), context),
  count: async ({ params, query, asked }, context) => {
    const { conditions } = await readOne(segments, params.id, context);
    return countAudience(conditions, { ...query, asked }, context);
  },
  customers: async ({ params, query, asked }, context) => {
    const { conditions } = await readOne(segments, params.id, context);
    return audienceMembers(conditions, { ...query, asked }, context);
  },
  history: ({ params, query, asked }, context) =>
    readHistory(segments, params.id, { ...query, asked }, context),
});

import { api } from "../../lib/http/api.ts";
import {
  allTemplates,
  readTemplate,
  removeTemplate,
  restoreTemplate,
  writeTemplate,
} from "../../lib/templates/keep.ts";
import { previewMail, testMail } from "../../lib/templates/preview.ts";
import { templateRoutes } from "../../lib/templates/routes.ts";
import { readVersions } from "../../lib/templates/versions.ts";

export const handler = api(templateRoutes, {
  list: async () => ({ items: await allTemplates(), nextCursor: null }),
  read: ({ params }) => readTemplate(params.key),
  write: ({ params, body }, context) => writeTemplate(params.key, body, context),
  restore: ({ params }, context) => restoreTemplate(params.key, context),
  remove: ({ params }, context) => removeTemplate(params.key, context),
  versions: ({ params, query, asked }) => readVersions(params.key, { ...query, asked }),
  preview: ({ params, body }, context) => previewMail(params.key, body, context),
  testSend: ({ params, body }, context) => testMail(params.key, body, context),
});

import { api } from "../../lib/http/api.ts";
import { takeChunk } from "../../lib/imports/chunk.ts";
import { completeImport } from "../../lib/imports/complete.ts";
import { createImport } from "../../lib/imports/create.ts";
import { errorsCsv, listErrors } from "../../lib/imports/errors.ts";
import { imports } from "../../lib/imports/import.ts";
import { listImports, readImport } from "../../lib/imports/read.ts";
import { importRoutes } from "../../lib/imports/routes.ts";
import { rowsOf } from "../../lib/imports/rows.ts";
import { readHistory } from "../../lib/resource/history.ts";

export const handler = api(importRoutes, {
  create: ({ body }, context) => createImport(body, context),
  list: ({ query, asked }, context) => listImports({ ...query, asked }, context),
  read: ({ params }, context) => readImport(params.id, context),
  takeChunk: ({ params, query, body }, context) =>
    takeChunk({ ...params, ...query }, (mapping) => rowsOf(body, mapping), context),
  errors: ({ params, query, asked }, context) => listErrors(params.id, { ...query, asked }, context),
  errorsCsv: ({ params }, context) => errorsCsv(params.id, context),
  complete: ({ params }, context) => completeImport(params.id, context),
  history: ({ params, query, asked }, context) =>
    readHistory(imports, params.id, { ...query, asked }, context),
});

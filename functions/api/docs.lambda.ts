import { asset, openApiText } from "../../lib/docs/asset.ts";
import { page, start } from "../../lib/docs/page.ts";
import { DOCUMENT_FILES, docsRoutes } from "../../lib/docs/routes.ts";
import { api } from "../../lib/http/api.ts";

export const handler = api(docsRoutes, {
  openapi: () => openApiText(),
  page: () => page,
  style: () => asset(DOCUMENT_FILES["swagger-ui.css"].specifier),
  script: () => asset(DOCUMENT_FILES["swagger-ui-bundle.js"].specifier),
  start: () => start,
});

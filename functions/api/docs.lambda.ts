import { fileText, openApiText } from "../../lib/docs/files.ts";
import { page, start } from "../../lib/docs/page.ts";
import { DOCUMENT_FILES, docsRoutes } from "../../lib/docs/routes.ts";
import { api } from "../../lib/http/api.ts";

export const handler = api(docsRoutes, {
  openapi: () => openApiText(),
  page: () => page,
  style: () => fileText(DOCUMENT_FILES["swagger-ui.css"].specifier),
  script: () => fileText(DOCUMENT_FILES["swagger-ui-bundle.js"].specifier),
  start: () => start,
});

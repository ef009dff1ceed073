import { defineRoutes, HTML } from "../http/route.ts";

/** Files of the documentation page, served by us so that it works offline. */
export const DOCUMENT_FILES = {
  "swagger-ui.css": { specifier: "swagger-ui-dist/swagger-ui.css", type: "text/css; charset=utf-8" },
  "swagger-ui-bundle.js": {
    specifier: "swagger-ui-dist/swagger-ui-bundle.js",
    type: "text/javascript; charset=utf-8",
  },
} as const;

export const docsRoutes = defineRoutes({
  openapi: {
    id: "docs.openapi",
    method: "GET",
    path: "/openapi.json",
    summary: "This API as an OpenAPI 3.1 document",
    access: "public",
    produces: "application/json",
    budget: { calls: 0 },
  },
  page: {
    id: "docs.page",
    method: "GET",
    path: "/docs",
    summary: "This API as a page to read and to try",
    access: "public",
    produces: HTML,
    budget: { calls: 0 },
  },
  style: {
    id: "docs.style",
    method: "GET",
    path: "/docs/swagger-ui.css",
    summary: "Style of the documentation page",
    access: "public",
    produces: DOCUMENT_FILES["swagger-ui.css"].type,
    budget: { calls: 0 },
  },
  script: {
    id: "docs.script",
    method: "GET",
    path: "/docs/swagger-ui-bundle.js",
    summary: "Script of the documentation page",
    access: "public",
    produces: DOCUMENT_FILES["swagger-ui-bundle.js"].type,
    budget: { calls: 0 },
  },
  start: {
    id: "docs.start",
    method: "GET",
    path: "/docs/start.js",
    summary: "Starts the documentation page",
    access: "public",
    produces: "text/javascript; charset=utf-8",
    budget: { calls: 0 },
  },
});
